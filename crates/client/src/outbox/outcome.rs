//! What an attempt to send means for its entry.

use muster_connectors::Error;
use muster_domain::outbox::Intent;

/// What happens to the entry next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Confirmed,
    /// It may have arrived: settle by reading, never by sending again.
    Unknown,
    /// The server said no, and means it.
    Rejected,
    /// No byte left: send again by itself, after so many milliseconds.
    Again {
        after_ms: i64,
    },
    /// No byte left, and often enough tried: back to the draft.
    Back,
    /// The server does not know us, or wants the password: hold it until
    /// somebody signs in.
    Held,
}

/// Pauses before the second, third and fourth attempt, milliseconds. A call-out
/// that cannot leave within a minute goes back to its author, who may by then
/// have reached for the telephone.
const PAUSES_MS: [i64; 3] = [5_000, 15_000, 30_000];

/// `attempts` counts the one that `result` came from.
pub(super) fn outcome<T>(result: &Result<T, Error>, attempts: u32, intent: &Intent) -> Outcome {
    match result {
        Ok(_) => Outcome::Confirmed,
        Err(error) if error.may_have_arrived() => Outcome::Unknown,
        Err(Error::NotSignedIn | Error::PasswordNeeded) => Outcome::Held,
        Err(Error::Unreachable(_) | Error::TimedOut { .. }) => {
            let pause = usize::try_from(attempts.saturating_sub(1))
                .ok()
                .and_then(|i| PAUSES_MS.get(i));
            pause.map_or(Outcome::Back, |&after_ms| Outcome::Again { after_ms })
        }
        Err(Error::BadAddress) => Outcome::Back,
        Err(_) if intent.takes_no_for_an_answer() => Outcome::Rejected,
        // A server that fails after it did what was asked says the same as one
        // that refused it. Who reads a refusal asks again: read first.
        Err(_) => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending() -> Intent {
        Intent::FinishTask {
            task: "7".into(),
            title: String::new(),
        }
    }

    fn of(error: Error, attempts: u32) -> Outcome {
        outcome::<()>(&Err(error), attempts, &ending())
    }

    #[test]
    fn a_server_of_clubs_means_its_refusals_but_for_publications() {
        use muster_domain::{
            meeting::{NewMeeting, NewSignIn},
            outbox::ClubWrite,
            time::Time,
        };
        let refused = || -> Result<(), Error> { Err(Error::NotPermitted) };
        let of = |result, write| outcome::<()>(&result, 1, &Intent::Club { write });
        let revert = || ClubWrite::RevertMission {
            mission: 26.into(),
            content: String::new(),
        };
        assert_eq!(of(refused(), revert()), Outcome::Rejected);
        let failed = Err(Error::Failed {
            message: "5000".into(),
        });
        assert_eq!(of(failed, revert()), Outcome::Unknown);
        assert_eq!(of(Err(Error::NotSignedIn), revert()), Outcome::Held);
        let publication = ClubWrite::PublishMeeting {
            draft: "d".into(),
            meeting: NewMeeting {
                club: 31.into(),
                content: String::new(),
                address: String::new(),
                deadline: Time(0),
                people: Vec::new(),
                sign_in: NewSignIn::None,
            },
        };
        assert_eq!(of(refused(), publication), Outcome::Unknown);
    }

    #[test]
    fn only_what_never_left_is_sent_again() {
        let broken = Error::BrokenAnswer {
            path: ".".into(),
            reason: "cut".into(),
        };
        assert_eq!(outcome(&Ok(()), 1, &ending()), Outcome::Confirmed);
        assert_eq!(
            of(Error::Unreachable(None), 1),
            Outcome::Again { after_ms: 5_000 }
        );
        assert_eq!(
            of(Error::TimedOut { sent: false }, 3),
            Outcome::Again { after_ms: 30_000 }
        );
        assert_eq!(of(Error::Unreachable(None), 4), Outcome::Back);
        assert_eq!(of(Error::BadAddress, 1), Outcome::Back);
        assert_eq!(of(Error::TimedOut { sent: true }, 1), Outcome::Unknown);
        assert_eq!(of(Error::CutOff(None), 1), Outcome::Unknown);
        assert_eq!(of(broken, 1), Outcome::Unknown);
        assert_eq!(of(Error::WrongServer, 1), Outcome::Unknown);
        assert_eq!(of(Error::TooLarge { cap_mib: 8 }, 1), Outcome::Unknown);
        assert_eq!(of(Error::NotSignedIn, 1), Outcome::Held);
    }

    #[test]
    fn a_refusal_is_read_back_before_it_is_believed() {
        let refused = Error::Rejected {
            message: "很抱歉,服务器出错了".into(),
        };
        assert_eq!(of(refused, 1), Outcome::Unknown);
    }
}
