import type { paper as Source } from "../zh-CN/paper";

const people = (n: string): string => (n === "1" ? "1 person" : `${n} people`);

export const paper: typeof Source = {
  printKey: "Print (P)",
  back: "Back",
  hint: "This is how it will be printed.",
  printed: (time) => `Printed ${time} (Beijing time)`,
  asOf: (time) => `Data as of ${time}`,
  incomplete: "Not all rows were read; this is not everybody",
  cut: (shown, total) => `Only the first ${shown} of ${total} rows are printed`,
  filter: (filter) => `Filter: ${filter}`,
  rows: (n) => (n === "1" ? "1 row" : `${n} rows`),
  empty: "Nothing here",
  failed: "This page could not be read",
  unknown: "unknown",
  roster: {
    title: "Sign-in roster",
    arrived: "In",
    no: "No.",
    name: "Name",
    phone: "Phone",
    signature: "Signature",
    note: "Note",
    office: (name, n) => `${name} (${people(n)})`,
    noOffice: "(no office)",
    nobody: "Nobody accepted yet",
    tick: "to be ticked",
    ticked: "checked in",
    total: (n) => `${people(n)} accepted`,
  },
  facts: {
    title: "Task sheet",
    groups: "Called through",
    people,
    figures: "Responses",
    handled: "Handled by",
    checked: "Checked by",
    date: "Date",
  },
  packet: {
    title: "Summary of the call-out",
    figures: "People",
    course: "Course",
    spans: "Times and facts",
    offices: "Offices",
    median: "Half responded within",
    ninetieth: "Nine tenths within",
    average: "Average",
    never: "not reached",
    steps: {
      published: "Published",
      first_response: "First response",
      headcount_reached: "Headcount reached",
      gather: "Gather",
      finish: "End",
    },
    leftOut: (n) =>
      `${n} more ${n === "1" ? "office is" : "offices are"} not listed; the workbook has them all.`,
    silent: (n) => `No response (${people(n)})`,
    everybody: "Everybody responded.",
    outcome: (wanted, accepted, arrived, share) =>
      `${people(wanted)} wanted, ${accepted} accepted, ${arrived} arrived: ${share} of those wanted.`,
    outcomeAccepted: (wanted, accepted) =>
      `${people(wanted)} wanted, ${accepted} accepted; the check-ins were not read yet.`,
  },
};
