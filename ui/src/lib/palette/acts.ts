import { connectionName, type PageAct, type PageKeys } from "$lib/frame";
import { LOCALES, t } from "$lib/i18n";
import type { Connection, Settings } from "$lib/ipc/bindings";
import { missionsHref, newMissionHref } from "$lib/clubs/paths";
import { listHref as meetingsHref, newMeetingHref } from "$lib/meetings/paths";
import { momentsHref } from "$lib/moments/paths";
import { auditHref, questDraftHref, questsHref } from "$lib/quests/paths";
import { listHref, publishHref } from "$lib/tasks/paths";

import { WORDS, type Entry } from "./entries";

/** What the frame lets the palette do. */
export interface FrameActs {
  go: (href: string) => void;
  /** Changes a setting. */
  set: (change: Partial<Settings>) => void;
  /** Left out while nothing could be unlocked again. */
  lock: (() => void) | null;
  keys: () => void;
}

/** What the page in view can do: by its keys, and besides. */
export function pageActs(acts: PageKeys, further: readonly PageAct[] = []): Entry[] {
  const words = t.common.keys;
  const all = [
    { id: "new", act: acts.onnew, label: words.new, keys: ["N"] },
    { id: "filter", act: acts.onfilter, label: words.filter, keys: ["F"] },
    { id: "mark", act: acts.onmark, label: words.mark, keys: ["M"] },
    { id: "refresh", act: acts.onrefresh, label: words.refresh, keys: ["R"] },
    { id: "export", act: acts.onexport, label: words.export, keys: ["E"] },
    { id: "print", act: acts.onprint, label: words.print, keys: ["P"] },
  ] as const;
  return [
    ...all.flatMap(({ id, act, label, keys }) =>
      act ? [{ id: `page-${id}`, label, keys, words: WORDS[id], run: act }] : [],
    ),
    ...further.map((act) => ({ ...act, id: `act-${act.id}` })),
  ];
}

const administersQuests = ({ capabilities }: Connection): boolean =>
  capabilities.includes("quest_admin");

/** Where one can go. */
export function places(connections: readonly Connection[], { go }: FrameActs): Entry[] {
  const words = t.palette;
  const frame = t.common.frame;
  const to = (
    id: "inbox" | "outbox" | "activity" | "connections" | "settings",
    label: string,
  ): Entry => ({
    id: `go-${id}`,
    label,
    words: WORDS[id],
    run: () => go(`/${id}`),
  });
  return [
    ...connections.flatMap((one) => {
      const name = connectionName(one);
      const place = (
        id: "tasks" | "done" | "missions" | "meetings" | "moments" | "quests" | "audit",
        label: string,
        href: string,
      ): Entry => ({
        id: `go-${id}-${one.id}`,
        label,
        words: WORDS[id],
        run: () => go(href),
      });
      switch (one.config.kind) {
        case "weclubs":
          return [
            place("missions", words.missionsOf(name), missionsHref(one.id)),
            place("meetings", words.meetingsOf(name), meetingsHref(one.id)),
          ];
        case "soptask":
          return [place("moments", words.momentsOf(name), momentsHref(one.id))];
        case "questboard":
          return [
            place("quests", words.questsOf(name), questsHref(one.id)),
            ...(administersQuests(one)
              ? [place("audit", words.auditOf(name), auditHref(one.id))]
              : []),
          ];
        default:
          return [
            place("tasks", words.tasksOf(name), listHref(one.id, "working")),
            place("done", words.doneOf(name), listHref(one.id, "done")),
          ];
      }
    }),
    to("inbox", frame.inbox),
    to("outbox", frame.outbox),
    to("activity", frame.activity),
    to("connections", frame.connections),
    to("settings", frame.settings),
  ];
}

/** What can be done from anywhere. */
export function acts(
  connections: readonly Connection[],
  settings: Settings,
  { go, set, lock, keys }: FrameActs,
): Entry[] {
  const words = t.palette;
  const signedIn = connections.filter((one) => one.session === "signed_in");
  const commands = signedIn.filter((one) => one.capabilities.includes("tasks"));
  const administers = signedIn.filter((one) => one.capabilities.includes("publish"));
  const themes = (["light", "dark", "system"] as const).filter((one) => one !== settings.theme);
  const languages = LOCALES.filter((one) => one !== settings.language);
  const density = settings.density === "dense" ? "comfortable" : "dense";
  return [
    ...commands.map((one) => ({
      id: `publish-${one.id}`,
      label: words.publishOn(connectionName(one)),
      words: WORDS.publish,
      run: () => go(publishHref(one.id)),
    })),
    ...administers.flatMap((one) => [
      {
        id: `publish-mission-${one.id}`,
        label: words.publishMissionOn(connectionName(one)),
        words: WORDS.publishMission,
        run: () => go(newMissionHref(one.id)),
      },
      {
        id: `publish-meeting-${one.id}`,
        label: words.publishMeetingOn(connectionName(one)),
        words: WORDS.publishMeeting,
        run: () => go(newMeetingHref(one.id)),
      },
    ]),
    ...signedIn.filter(administersQuests).map((one) => ({
      id: `publish-quest-${one.id}`,
      label: words.publishQuestOn(connectionName(one)),
      words: WORDS.publishQuest,
      run: () => go(questDraftHref(one.id)),
    })),
    {
      id: "privacy",
      label: settings.privacy ? words.privacyOff : words.privacyOn,
      words: WORDS.privacy,
      run: () => set({ privacy: !settings.privacy }),
    },
    ...(lock ? [{ id: "lock", label: words.lock, words: WORDS.lock, run: lock }] : []),
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: words.theme(t.settings.themes[theme]),
      words: WORDS.theme,
      run: () => set({ theme }),
    })),
    ...languages.map((language) => ({
      id: `language-${language}`,
      label: words.language(t.settings.languages[language]),
      words: WORDS.language,
      run: () => set({ language }),
    })),
    {
      id: "density",
      label: words.density(t.settings.densities[density]),
      words: WORDS.density,
      run: () => set({ density }),
    },
    { id: "keys", label: words.keys, keys: ["?"], words: WORDS.keys, run: keys },
  ];
}
