//! `result_code`: what became of a call (`docs/protocols/weclubs.md`, Result
//! codes).

/// Every code of the documents and of real servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultCode {
    Done,
    /// 请求失败, with the reason.
    Refused,
    /// 参数违法
    BadParameters,
    /// 请求参数为空
    NoParameters,
    /// 签名违法
    BadSign,
    /// caller值违法
    BadCaller,
    NoUser,
    NoToken,
    /// token失效
    TokenOver,
    /// 密码错误
    WrongPassword,
    /// 用户没有该权限
    NotPermitted,
    PasswordSet,
    /// 找不到该用户
    UnknownUser,
    NotCertified,
    /// 违法的请求方法
    BadMethod,
    NoSuchCall,
    /// 程序出错
    Failed,
    /// 弹框但不需要关闭页面
    Show,
    /// 弹框需要确定且关闭当前页面
    ShowAndLeave,
    Other,
}

impl From<u32> for ResultCode {
    fn from(code: u32) -> Self {
        match code {
            2000 => Self::Done,
            3000 => Self::Refused,
            3001 => Self::BadParameters,
            3002 => Self::NoParameters,
            3003 => Self::BadSign,
            3004 => Self::BadCaller,
            3005 => Self::NoUser,
            3006 => Self::NoToken,
            3010 => Self::TokenOver,
            3011 => Self::WrongPassword,
            3012 => Self::NotPermitted,
            3013 => Self::PasswordSet,
            3014 => Self::UnknownUser,
            3015 => Self::NotCertified,
            3100 => Self::BadMethod,
            3101 => Self::NoSuchCall,
            5000 => Self::Failed,
            7777 => Self::Show,
            8888 => Self::ShowAndLeave,
            _ => Self::Other,
        }
    }
}
