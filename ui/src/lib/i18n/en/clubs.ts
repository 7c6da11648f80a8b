import type { clubs as Source } from "../zh-CN/clubs";

export const clubs: typeof Source = {
  nameless: "(no name)",
  club: "Club",

  picker: {
    by: "Choose by",
    views: {
      department: "Department",
      job: "Job",
      year: "Year",
      name: "Name",
      chosen: "Chosen",
    },
    tree: {
      department: "People by department",
      job: "People by job",
      year: "People by year",
      name: "Everybody",
      chosen: "People chosen",
    },
    unknown: {
      department: "(no department)",
      job: "(no job)",
      year: "(no year)",
    },
    year: (year) => `Class of ${year}`,
    search: "Search people",
    placeholder: "Name, department, job, phone, pinyin initials",
    noMatchText: "Search by name, department, job, phone number, pinyin or initials.",
    nobody: "Nobody is in this club",
    nobodyText: "The club's people are kept on the server. Whoever joins appears here.",
    noneChosen: "Nobody chosen yet",
    noneChosenText: "Tick people by department, job, year or name.",
  },

  problem: {
    missing: (field) => `${field} is missing`,
    chooseClub: "Choose a club",
    tooLong: (field, length, limit) => `${field} has ${length} characters, at most ${limit}`,
    notTaken: (field, character) => `${field}: the server cannot store “${character}”. Remove it`,
    notATime: (field) => `${field} is not understood. Write today 14:00 or 2026-03-18 09:00`,
    inThePast: (field) => `${field} has passed`,
    nobody: (field) => `${field}: nobody chosen yet`,
    tooMany: (field, count, limit) => `${field}: ${count} chosen, at most ${limit}`,
    notInClub: (n) => `${n} of those chosen are no longer in this club. Choose again`,
    notAnId: (n) => `${n} of those chosen have an id that is none. Choose again`,
  },
};
