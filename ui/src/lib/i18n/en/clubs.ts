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
    noMatchChosenText: "Only those chosen were searched. Others may not be chosen yet.",
    amongAll: "Search everybody",
    nobody: "Nobody is in this club",
    nobodyText: "The club's people are kept on the server. Whoever joins appears here.",
    noneChosen: "Nobody chosen yet",
    noneChosenText: "Tick people by department, job, year or name.",
  },

  sending: {
    about: (content, people) => `${content} · people: ${people}`,
    confirmedText: (people) => `The server has it. People who are told: ${people}.`,
    openTask: "Open it",
    toTasks: "Back to the list",
    rejectedText:
      "The whole list was read and it is not there: nobody was told. The draft and the people chosen are kept; mend it and send it again.",
    unknownText:
      "No answer came after it was sent, so the server may have it. It is not sent again by itself, so that nobody is told twice.",
    unknownAfter: (why) =>
      `${why}. The server may have it all the same, so the draft is kept. It is not sent again by itself, so that nobody is told twice.`,
    searching: (readings) =>
      `Looking for it in the list, which takes two whole readings; read so far: ${readings}. Once found, it shows as sent.`,
    searchedOne: (title) => `The list has one like it: “${title}”. Confirm it in the outbox.`,
    searchedSeveral: (n) => `The list has ${n} like it. Say which one it is in the outbox.`,
    takenBackText: "Nothing was sent. The draft and the people chosen are as they were.",
    gaveUpText: (why) =>
      `${why}. The draft and the people chosen are as they were; send it again later.`,
    settledText: "The draft and the people chosen are as they were; it can be sent again.",
  },

  draft: {
    content: "Text",
    deadline: "Deadline",
    chooseClub: "Choose a club",
    chooseClubFirst: "Choose a club first, then people of it.",
    noClub: "No club to publish in",
    noClubText: "This account administers no club, or its clubs have not been read yet.",
    happens: (people) =>
      `The server sends it to these people: ${people}. Once sent it cannot be changed, only taken back.`,
    happensDemo: (people) =>
      `This is the demo: the built-in server plays the answers of these people: ${people}. Nobody is really told.`,
    soon: "It is due in less than an hour: few may get it done.",
    oldRoster: "The club's people were read more than a day ago and may have changed.",
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
