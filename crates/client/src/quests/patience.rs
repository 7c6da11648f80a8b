//! A server that finds it is asked too often (1016) did nothing of what it was
//! asked: it is asked again a little later.

use muster_connectors::{Error, Result};
use muster_domain::quest::QuestRefusal;
use std::{future::Future, time::Duration};

const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// Asks, and asks again where that was too often.
///
/// # Errors
/// Those of the last answer.
pub(crate) async fn patiently<T, Asked>(ask: impl Fn() -> Asked) -> Result<T>
where
    Asked: Future<Output = Result<T>>,
{
    for pause in PAUSES {
        match ask().await {
            Err(error) if is_too_often(&error) => tokio::time::sleep(pause).await,
            answer => return answer,
        }
    }
    ask().await
}

fn is_too_often(error: &Error) -> bool {
    matches!(error, Error::QuestRefused(refused) if refused.refusal == QuestRefusal::TooOften)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::quest::Refused;
    use std::cell::RefCell;
    use tokio::time::Instant;

    fn refused(refusal: QuestRefusal) -> Result<u32> {
        let message = "原因".to_owned();
        Err(Error::QuestRefused(Refused { refusal, message }))
    }

    /// How it ended, and when each call was made, in seconds.
    async fn asked(answers: Vec<Result<u32>>) -> (Result<u32>, Vec<u64>) {
        let (start, times) = (Instant::now(), RefCell::new(Vec::new()));
        let answers = RefCell::new(answers.into_iter());
        let end = patiently(async || {
            times.borrow_mut().push(start.elapsed().as_secs());
            answers.borrow_mut().next().unwrap()
        })
        .await;
        (end, times.into_inner())
    }

    #[tokio::test(start_paused = true)]
    async fn too_often_is_asked_again_and_every_other_answer_is_meant() {
        let too_often = || refused(QuestRefusal::TooOften);
        let (end, times) = asked(vec![too_often(), too_often(), Ok(7)]).await;
        assert_eq!((end.unwrap(), times), (7, vec![0, 1, 3]));
        let (end, times) = asked((0..4).map(|_| too_often()).collect()).await;
        assert_eq!(
            (is_too_often(&end.unwrap_err()), times),
            (true, vec![0, 1, 3, 7])
        );
        let (end, times) = asked(vec![refused(QuestRefusal::Failed)]).await;
        assert_eq!((end.is_err(), times), (true, vec![0]));
    }
}
