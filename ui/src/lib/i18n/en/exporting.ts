import type { exporting as Source } from "../zh-CN/exporting";

const rows = (n: string): string => (n === "1" ? "1 row" : `${n} rows`);

export const exporting: typeof Source = {
  menu: "Export",
  list: "Export the list",
  xlsx: "Export XLSX…",
  csv: "Export CSV…",
  copy: "Copy all",
  print: "Print…",
  printList: "Print the list…",
  printRoster: "Print the sign-in roster…",
  printAttendance: "Print the attendance sheet…",
  printFacts: "Print the task sheet…",
  printPacket: "Print the summary…",
  packetXlsx: "Export the summary as XLSX…",
  saved: (name) => `Exported “${name}”`,
  rows,
  show: "Show in folder",
  reveal: {
    option: "With phone numbers and positions",
    note: "Privacy mode is on; without this they are masked.",
    masked: "Phone numbers and positions are masked",
    copy: "Copy again with them",
    onPaper: "Phone numbers and positions are masked.",
    print: "Print them too",
  },
  copied: (n) => `${rows(n)} copied`,
  copyTooMany: (n) => `No more than ${n} rows are copied at once; nothing was copied`,
  copyTooManyText: "Select or filter fewer, or export a file.",
  copyFailed: "The system did not allow copying",
};
