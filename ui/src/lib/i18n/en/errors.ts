import type { errors as Source } from "../zh-CN/errors";

export const errors: typeof Source = {
  unreachable: {
    what: "The server cannot be reached",
    kept: "Nothing was sent, and what you typed is still here.",
    todo: "Check the network and the server's address, then try again.",
  },
  timedOutBefore: {
    what: "The server did not answer",
    kept: "The request was not sent, and what you typed is still here.",
    todo: "Try again later.",
  },
  timedOutAfter: {
    what: "No answer came after sending",
    kept: "The request may have arrived and is not sent again by itself. What you typed and what was read is kept.",
    todo: "Refresh what you were reading. For a call-out or an ending, look in the outbox first.",
  },
  cutOff: {
    what: "The connection was cut after sending",
    kept: "The request may have arrived and is not sent again by itself. What you typed and what was read is kept.",
    todo: "Refresh what you were reading. For a call-out or an ending, look in the outbox first.",
  },
  notSignedIn: {
    what: "The session has ended",
    kept: "What you were doing and all cached data are kept.",
    todo: "Sign in again and go on.",
  },
  noEnterprise: {
    what: "No enterprise is chosen yet",
    kept: "What was read before is kept.",
    todo: "Choose an enterprise, then read again.",
  },
  wrongPassword: {
    what: "The name or the password is wrong",
    kept: "The address and the name are kept.",
    todo: "Check them and sign in again.",
  },
  rejected: {
    what: (message) => `The server refused: ${message}`,
    whatWithoutWords: "The server refused without saying why",
    kept: "What you typed is still here.",
    todo: "Change what the server names. If it names nothing, try again later.",
  },
  passwordNeeded: {
    what: "This step wants your password once more",
    kept: "Nothing was changed, and you are still signed in.",
    todo: "Enter the password and go on.",
  },
  brokenAnswer: {
    what: (path) => `The server's answer makes no sense (${path})`,
    kept: "What you typed and what was read before is kept.",
    todo: "Try again. If it stays so, tell the server's administrator the place in brackets.",
  },
  wrongServer: {
    what: "What answered is not a task server",
    kept: "What you typed and what was read before is kept.",
    todo: "Check the address and port. A network sign-in page or a proxy may also stand in between.",
  },
  notAccepted: {
    caller: {
      what: "The server does not know this connection's caller",
      kept: "What you typed and what was read before is kept.",
      todo: "Ask the server's administrator for the right caller and put it into the connection's settings.",
    },
    signature: {
      what: "The server does not accept this connection's signature",
      kept: "What you typed and what was read before is kept.",
      todo: "Check the secret and the way of signing with the server's administrator, correct the connection's settings and try again.",
    },
    uniacid: {
      what: "The account number is not a number",
      kept: "What you typed and what was read before is kept.",
      todo: "Ask the server's administrator for the account number (uniacid); type digits only.",
    },
  },
  tooLarge: {
    what: (mib) => `The answer is over ${mib} MiB and was not read to its end`,
    kept: "What you typed and what was read before is kept.",
    todo: "Ask the server's administrator.",
  },
  draftTooLarge: {
    what: (kib) => `Too much text: a draft holds ${kib} kB at most`,
    kept: "The draft as it was last saved is still there.",
    todo: "Shorten it; it is then saved by itself.",
  },
  badAddress: {
    what: "This is not a server address",
    kept: "What you typed is still here.",
    todo: "Write it as http://host:port or https://host:port.",
  },
  notEncrypted: {
    what: "This connection is not encrypted",
    kept: "The password was not sent.",
    todo: "Go on only if you trust the network.",
  },
  invalid: {
    what: (n) => (n === "1" ? "1 thing needs changing" : `${n} things need changing`),
    kept: "The draft is saved.",
    todo: "Change the marked places.",
  },
  notFound: {
    what: "It is not here any more",
    kept: "Nothing else is affected.",
    todo: "Go back to the list to see how things stand.",
  },
  notPermitted: {
    what: "This account may not do that",
    kept: "Nothing was changed.",
    todo: "Sign in with an account that may.",
  },
  readOnlyWindow: {
    what: "This window can only show",
    kept: "Nothing was changed.",
    todo: "Use the main window.",
  },
  tooLate: {
    what: "Too late, it has already moved on",
    kept: "The outbox keeps its record.",
    todo: "See in the outbox where it stands now.",
  },
  nothingCached: {
    what: "This was never read before",
    kept: "It is read by itself once the server can be reached.",
    todo: "Check the network, then refresh.",
  },
  locked: {
    what: "The data on this machine is locked",
    kept: "Drafts and outbox are safe.",
    todo: "Enter the passphrase.",
  },
  wrongPassphrase: {
    what: "That is not the passphrase",
    kept: "Nothing was changed.",
    todo: "Enter it again.",
  },
  tryLater: {
    what: "Too many wrong tries",
    kept: "Nothing was changed.",
    todo: "Wait a moment, then enter it again.",
  },
  storage: {
    what: "The disk is full or cannot be written",
    kept: "The server's data is not affected. The latest changes may not be saved here.",
    todo: "Free some space, then try again.",
  },
  notWritten: {
    what: "The file could not be written",
    kept: "Nothing was written, and a file that was there is as it was.",
    todo: "Export to a folder that can be written to.",
  },
  notWrittenFull: {
    what: "The disk is full; the file was not written",
    kept: "Nothing was written, and a file that was there is as it was.",
    todo: "Free some space or choose another disk, then export again.",
  },
  noProgram: {
    what: "This computer has no program for that",
    kept: "Nothing was changed.",
    todo: "To phone somebody, copy the number and dial it by hand.",
  },
  internal: {
    what: (id) => `The program made a mistake (${id})`,
    kept: "Saved data is not affected.",
    todo: "Try again. If it stays so, report it with the id in brackets.",
  },
};
