// Generated from the table of commands by `cargo test -p muster-client bindings`. Do not edit.

/**
 * A line of the activity log: what I did.
 */
export type Activity = { at: Time, 
/**
 * `null` once the connection is removed.
 */
connection: ConnectionId | null, what: ActivityKind, 
/**
 * The title or name it was about.
 */
subject: string, };

export type ActivityKind = "connection_added" | "connection_removed" | "signed_in" | "signed_out" | "session_ended" | "publish_queued" | "publish_taken_back" | "publish_sent" | "publish_confirmed" | "publish_rejected" | "publish_unknown" | "publish_not_sent" | "publish_given_up" | "finish_sent" | "finish_confirmed" | "finish_rejected" | "finish_unknown" | "finish_not_sent" | "finish_not_done" | "finish_given_up" | "act_sent" | "act_confirmed" | "act_rejected" | "act_unknown" | "act_not_sent" | "act_not_done" | "act_given_up" | "exported";

export type AddSaved = { draft: DraftId, saved: SavedId, };

/**
 * What became of adding a base map.
 */
export type AddedMap = { "outcome": "added", source: MapSource, } | { "outcome": "dismissed" } | { "outcome": "refused", problem: TileProblem, };

/**
 * What I answered to an invitation, `confirm_join`.
 */
export type Answered = "nothing" | "confirmed" | "on_leave" | { "other": string };

/**
 * Why a call failed.
 */
export type AppError = { "code": "unreachable" } | { "code": "timed_out", sent: boolean, } | { "code": "cut_off" } | { "code": "not_signed_in", connection: ConnectionId, } | { "code": "no_enterprise", connection: ConnectionId, } | { "code": "wrong_password" } | { "code": "rejected", message: string, } | { "code": "quest_refused", refusal: QuestRefusal, message: string, } | { "code": "password_needed", connection: ConnectionId, } | { "code": "broken_answer", path: string, } | { "code": "wrong_server" } | { "code": "not_accepted", setting: ClientSetting, } | { "code": "too_large", cap_mib: number, } | { "code": "bad_address" } | { "code": "not_encrypted" } | { "code": "draft_too_large", kib: number, limit_kib: number, } | { "code": "invalid", problems: Array<Problem>, } | { "code": "not_found" } | { "code": "not_permitted" } | { "code": "read_only_window" } | { "code": "too_late" } | { "code": "nothing_cached" } | { "code": "locked" } | { "code": "wrong_passphrase" } | { "code": "try_later", at: Time, } | { "code": "storage" } | { "code": "not_written", full: boolean, } | { "code": "no_program" } | { "code": "internal", id: string, };

/**
 * About this program.
 */
export type AppInfo = { version: string, commit: string, stores: Stores, notice: StoreNotice | null, lock: ScreenLock, };

/**
 * Somebody who has arrived.
 */
export type Arrival = { name: string, office: string, seen_at: Time, };

/**
 * How many had arrived by a moment.
 */
export type ArrivalPoint = { at: Time, arrived: number, };

export type Attachment = { kind: AttachmentKind, 
/**
 * Of a link; empty where there is none.
 */
title: string, 
/**
 * Where a link leads to: text to be read, never opened by a page.
 */
address: string | null, };

/**
 * What goes along with the text of a moment, `msgtype`.
 */
export type AttachmentKind = "image" | "video" | "link" | "mini_program" | "file" | { "other": string };

/**
 * What became of an invitation, in one word.
 */
export type Attendance = "unanswered" | "confirmed" | "on_leave" | "signed" | "late" | "absent";

/**
 * The head of the participation board. Figures are counted from the rows.
 */
export type AttendanceBoard = { counts: AttendanceCounts, 
/**
 * The one with most people first; equal ones by name.
 */
departments: Array<DepartmentAttendance>, server: MeetingFigures, disagreements: Array<Disagreement<MeetingFigure>>, };

/**
 * People by what they answered, and by whether they came; each is in one of
 * the first three.
 */
export type AttendanceCounts = { unanswered: number, confirmed: number, on_leave: number, 
/**
 * In time or late.
 */
signed: number, late: number, 
/**
 * Neither here nor on leave, while they can still sign in.
 */
awaited: number, 
/**
 * None until sign-in is over.
 */
absent: number, };

/**
 * A figure of the participation board, as a choice of the people behind it.
 */
export type AttendanceFigure = "unanswered" | "confirmed" | "on_leave" | "signed" | "late" | "awaited" | "absent" | "outside" | "in_burst";

/**
 * A row of 会议参与情况 (4.1).
 */
export type Attendee = { student: StudentId, name: string, avatar_url: string | null, department: string, job: string, confirmed: boolean, 
/**
 * 请假. Some servers count it as confirmed, some do not.
 */
on_leave: boolean, signed: boolean, 
/**
 * `is_late`, where the server tells.
 */
late: boolean | null, changed_at: Time | null, signed_at: Time | null, 
/**
 * What they wrote with their answer.
 */
comment: string, };

/**
 * Somebody who was invited, and what became of that.
 */
export type AttendeeRow = { attendee: Attendee, attendance: Attendance, 
/**
 * Signed in while no code was on this machine's screen, though some were
 * before or after.
 */
outside: boolean, 
/**
 * Signed in with many others within a second.
 */
in_burst: boolean, };

export type AttendeeSort = "name" | "department" | "attendance" | "signed_at";

/**
 * What was done.
 */
export type AuditAction = "create" | "update" | "delete" | "reset" | "claim" | { "other": string };

/**
 * A line of the audit log.
 */
export type AuditEntry = { id: AuditId, at: Time | null, user: QuestUserId | null, user_name: string, action: AuditAction, 
/**
 * `null` for what is about no single quest.
 */
quest: QuestId | null, 
/**
 * As it was called then.
 */
quest_name: string, 
/**
 * In the server's words.
 */
detail: string, };

/**
 * A line of a questboard server's audit log.
 */
export type AuditId = string;

/**
 * What a projection leans on.
 */
export type Basis = "answers" | "earlier" | "usual";

/**
 * What became of one quest of a batch.
 */
export type BatchResult = { "kind": "done", 
/**
 * What was claimed.
 */
rewards: Array<Reward>, } | { "kind": "refused" } & Refused;

/**
 * How the board of quests is shown.
 */
export type BoardLook = "cards" | "table";

/**
 * A row of the response board with what this machine knows beyond it.
 */
export type BoardPerson = { note: CallNote | null, 
/**
 * `null` where no earlier call-out of theirs is cached.
 */
habit: Habit | null, soldier: SoldierId, name: string, phone: string, 
/**
 * 所属单位
 */
office: string, status: ResponseStatus, responded_at: Time | null, im_user: string | null, };

/**
 * A rectangle around points, WGS-84 degrees. `west` is never east of `east`:
 * a unit that stands on both sides of the date line gets the whole girdle.
 */
export type Bounds = { south: number, west: number, north: number, east: number, };

/**
 * How many more to phone for [`CONFIDENCE`].
 */
export type CallAdvice = { "kind": "enough" } | { "kind": "call", people: number, } | { "kind": "not_enough", unread: number, chance: number, };

/**
 * How many people each outcome stands for.
 */
export type CallCounts = { no_answer: number, reached: number, will_come: number, };

/**
 * The last outcome that was noted of a person.
 */
export type CallNote = { outcome: CallOutcome, 
/**
 * The account that was signed in.
 */
by: string, at: Time, 
/**
 * How often something was noted of this person.
 */
tries: number, };

/**
 * What came of phoning somebody. Kept on this machine; the server has no
 * place for it.
 */
export type CallOutcome = "no_answer" | "reached" | "will_come";

/**
 * Through what a person was called to a task.
 */
export type CalledThrough = "office" | "org" | "individually";

/**
 * What a connection can do; the UI offers nothing else.
 */
export type Capability = "tasks" | "offices" | "clubs" | "publish" | "quests" | "quest_admin" | "moments";

/**
 * 任务分类.
 */
export type Category = { id: CategoryId, name: string, };

export type CategoryCount = { category: Category, quests: number, };

/**
 * 任务分类.
 */
export type CategoryId = string;

export type Caution = "fewer_than_wanted" | "gather_soon" | "gather_far_off" | "old_roster" | "unknown_left_out" | "sent_before";

export type ChangeSource = { source: MapSourceId, 
/**
 * Empty: as it is.
 */
name: string, attribution: string, crs: MapCrs, };

/**
 * The head of the check-in board. Figures are counted from the rows.
 */
export type CheckInBoard = { accepted: number, checked_in: number, absent: number, other: number, server: CheckInFigures, disagreements: Array<Disagreement<Figure>>, };

/**
 * The server's own figures over the whole of 任务集合情况.
 */
export type CheckInFigures = { accepted: number | null, checked_in: number | null, };

/**
 * The check-in board as curves and tables.
 */
export type CheckInPicture = { 
/**
 * Since when this machine reads the board. Who was there already then
 * arrived earlier than the curve says.
 */
since: Time | null, 
/**
 * Arrivals, at the times at which this machine first saw them: the
 * protocol does not tell when somebody arrived.
 */
curve: Array<ArrivalPoint>, 
/**
 * The one that most are missing from first; at most 200.
 */
offices: Array<OfficeArrivals>, offices_left_out: number, 
/**
 * Newest first; at most 12.
 */
latest: Array<Arrival>, as_of: Time, wanted: number | null, gather_at: Time | null, };

export type CheckInSort = "name" | "office" | "status" | "seen_at";

/**
 * 签到状态.
 */
export type CheckInStatus = "absent" | "checked_in" | { "other": string };

export type ChooseEnterprise = { connection: ConnectionId, enterprise: EnterpriseId, };

export type ChooseSource = { 
/**
 * `null`: the built-in outline alone.
 */
source: MapSourceId | null, };

/**
 * A setting of the connection that its server does not take.
 */
export type ClientSetting = "caller" | "signature" | "uniacid";

/**
 * A club that the account administers, or is in.
 */
export type Club = { level: ClubLevel | null, 
/**
 * People in it, where the server tells.
 */
members: number | null, id: ClubId, name: string, 
/**
 * Where its picture is; never fetched by a page.
 */
avatar_url: string | null, };

/**
 * A mission or a meeting of a server.
 */
export type ClubAffair = { "kind": "mission", mission: MissionId, } | { "kind": "meeting", meeting: MeetingId, };

/**
 * A draft in the list.
 */
export type ClubDraftSummary = { id: DraftId, 
/**
 * Else a mission.
 */
is_meeting: boolean, 
/**
 * As typed; may be empty.
 */
content: string, changed_at: Time, };

/**
 * A draft with what is in the way of sending it, as far as the cache can tell.
 */
export type ClubDraftView = { id: DraftId, connection: ConnectionId, changed_at: Time, fields: ClubFields, 
/**
 * Distinct people whom it reaches, once nothing is in the way.
 */
people: number | null, problems: Array<ClubProblem>, };

/**
 * A field of the two forms.
 */
export type ClubField = "club" | "content" | "address" | "deadline" | "people" | "leaders";

/**
 * What the form of a draft edits.
 */
export type ClubFields = { "kind": "mission" } & MissionFields | { "kind": "meeting" } & MeetingFields;

/**
 * 社团 of a WeClubs server.
 */
export type ClubId = string;

/**
 * What kind of club, `level` and `club_level`.
 */
export type ClubLevel = "school" | "faculty" | "interest" | "class" | "private" | { "other": string };

/**
 * A club as missions and meetings name it.
 */
export type ClubName = { id: ClubId, name: string, 
/**
 * Where its picture is; never fetched by a page.
 */
avatar_url: string | null, };

/**
 * One thing in the way of sending.
 */
export type ClubProblem = { field: ClubField, 
/**
 * The sub-mission that it is about, from 0; `null` for the whole.
 */
part: number | null, } & ({ "rule": "missing" } | { "rule": "too_long", length: number, limit: number, } | { "rule": "not_taken", character: string, } | { "rule": "not_a_time" } | { "rule": "in_the_past" } | { "rule": "nobody" } | { "rule": "too_many", count: number, limit: number, } | { "rule": "not_in_club", count: number, } | { "rule": "not_an_id", count: number, });

/**
 * Whether something went into the outbox, and if not, why.
 */
export type ClubSent = { "kind": "queued", entry: OutboxView, } | { "kind": "unchanged" } | { "kind": "invalid", problems: Array<ClubProblem>, } | { "kind": "no_code", refusal: CodeRefusal, };

/**
 * Somebody in a club. Text that was never filled in is empty.
 */
export type ClubStudent = { student: StudentId, name: string, mobile: string, 
/**
 * 部门
 */
department: string, 
/**
 * 职位
 */
job: string, 
/**
 * 入学年份
 */
year: number | null, 
/**
 * 院系
 */
major: string, gender: Gender | null, avatar_url: string | null, };

/**
 * What a server of clubs has to show.
 */
export type ClubView = { "kind": "clubs" } | { "kind": "roster", club: ClubId, } | { "kind": "missions" } | { "kind": "mission", mission: MissionId, } | { "kind": "meetings" } | { "kind": "meeting", meeting: MeetingId, } | { "kind": "participation", meeting: MeetingId, } | { "kind": "received_missions" } | { "kind": "received_mission", mission: MissionId, } | { "kind": "received_meetings" } | { "kind": "received_meeting", meeting: MeetingId, };

export type CodePicture = { connection: ConnectionId, 
/**
 * Base64 of the file.
 */
picture: string, };

/**
 * Why a text is no sign-in code.
 */
export type CodeRefusal = { "reason": "too_long", length: number, } | { "reason": "not_a_code" } | { "reason": "elsewhere" } | { "reason": "other_scene" } | { "reason": "missing", value: CodeValue, } | { "reason": "twice", value: CodeValue, } | { "reason": "malformed", value: CodeValue, } | { "reason": "unexpected" };

/**
 * One of the four values in a code.
 */
export type CodeValue = "scene" | "meeting" | "leader" | "minted_at";

/**
 * A time during which codes of a meeting were on this machine's screen.
 */
export type CodeWindow = { from: Time, until: Time, };

/**
 * Somebody who was given the same.
 */
export type Companion = { student: StudentId, name: string, avatar_url: string | null, };

/**
 * A connection as the UI shows it.
 */
export type Connection = { id: ConnectionId, config: ConnectionConfig, 
/**
 * The account last signed in with; never the password.
 */
username: string | null, session: SessionState, capabilities: Array<Capability>, 
/**
 * The protocol's variant that was found at sign-in, in the words of
 * `docs/protocols` (`documented`, `enveloped`).
 */
dialect: string | null, 
/**
 * False for plain `http` to anything but this machine.
 */
encrypted: boolean, 
/**
 * The built-in backend.
 */
demo: boolean, 
/**
 * The proxy that requests go through, where there is one.
 */
proxy: string | null, 
/**
 * When a request last succeeded.
 */
reached_at: Time | null, 
/**
 * Why the last request failed; `null` once one succeeds.
 */
problem: AppError | null, 
/**
 * The server's clock minus ours, milliseconds, as of the last answer;
 * `null` where they agree to the minute, or nothing is known. What is told
 * of tasks is reckoned by the server's clock.
 */
clock_skew_ms: number | null, };

/**
 * What a user says of a server; everything that [`Connection`] derives from.
 */
export type ConnectionConfig = { kind: ConnectorKind, 
/**
 * What the user calls it; the account's name when left empty.
 */
name: string, 
/**
 * `http://host:port` or `https://host:port`.
 */
base_url: string, modules: ModuleUrls, 
/**
 * The coordinate system of the wire.
 */
crs: Crs, 
/**
 * Of WeClubs servers; `None` is as in the documents.
 */
weclubs?: WeclubsSettings, 
/**
 * Of SopTask servers, which cannot be asked without.
 */
soptask?: SoptaskSettings, };

/**
 * A connection of this installation; made here.
 */
export type ConnectionId = string;

/**
 * The result of a connection test, which sends no password.
 */
export type ConnectionTest = { 
/**
 * Milliseconds until the first answer.
 */
took_ms: number, encrypted: boolean, proxy: string | null, dialect: string | null, 
/**
 * The server's clock minus ours, milliseconds; `null` where they agree to
 * the minute, or the server does not tell.
 */
clock_skew_ms: number | null, };

/**
 * Which protocol a server speaks.
 */
export type ConnectorKind = "militia" | "weclubs" | "questboard" | "soptask";

/**
 * Lines of cells that tabs part.
 */
export type Copied = { text: string, 
/**
 * How many of the rows asked for are in it; ask for the rest from there.
 */
rows: number, 
/**
 * How many the listing has.
 */
total: number, 
/**
 * Something private is masked in it.
 */
masked: boolean, };

export type CopyTable = { listing: Listing, columns: Array<string>, 
/**
 * As in [`ExportTable`].
 */
reveal: boolean, offset: number, limit: number, };

/**
 * A coordinate system.
 */
export type Crs = "wgs84" | "gcj02" | "bd09";

/**
 * A day in Beijing, `YYYY-MM-DD`.
 */
export type Day = string;

export type Density = "comfortable" | "dense";

/**
 * The people of one department.
 */
export type DepartmentAttendance = { 
/**
 * May be empty.
 */
department: string, counts: AttendanceCounts, };

export type DescribePoint = { lat: number, lng: number, 
/**
 * The system of `lat` and `lng`: that of the map that was pressed.
 */
crs: Crs, };

/**
 * A figure on which the rows and the server differ; both are shown.
 */
export type Disagreement<F = Figure> = { figure: F, 
/**
 * Recounted from the rows.
 */
rows: number, 
/**
 * As the server says.
 */
server: number, };

/**
 * A draft of this installation; made here.
 */
export type DraftId = string;

/**
 * The gather place as chosen or typed.
 */
export type DraftPlace = { "kind": "unset" } | { "kind": "saved", id: PlaceId, } | { "kind": "new", name: string, lat: string, lng: string, crs: Crs, };

/**
 * A draft in the list.
 */
export type DraftSummary = { id: DraftId, 
/**
 * As typed; may be empty.
 */
title: string, changed_at: Time, };

/**
 * A draft as the form sees it.
 */
export type DraftView = { id: DraftId, connection: ConnectionId, changed_at: Time, fields: TaskFields, 
/**
 * What is in the way of sending it, as far as is known without a server.
 */
problems: Array<Problem>, };

export type EditMeeting = { connection: ConnectionId, meeting: MeetingId, 
/**
 * The form as it is now. What differs from the meeting is sent.
 */
fields: MeetingFields, };

/**
 * Looking for the effect of a write that may have happened.
 */
export type EffectSearch = { searched_at: Time, 
/**
 * Complete readings so far; two settle it. None: the user's verdict came
 * first.
 */
readings: number, 
/**
 * Tasks that match the natural key inside the send window.
 */
found: Array<FoundTask>, };

/**
 * Whom a write was meant for, to be shown. Empty where nobody knows.
 */
export type Elsewhere = { 
/**
 * Its address; also empty for the built-in backend.
 */
server: string, account: string, };

/**
 * How a write ended. What the user decided is no news.
 */
export type Ending = "rejected" | "unknown" | "not_sent" | "not_done" | "found";

/**
 * 企业, which an account may manage several of.
 */
export type Enterprise = { id: EnterpriseId, name: string, };

/**
 * 企业.
 */
export type EnterpriseId = string;

/**
 * The enterprises of an account. Tasks are those of the chosen one.
 */
export type Enterprises = { 
/**
 * `null` before one is chosen.
 */
chosen: EnterpriseId | null, all: Array<Enterprise>, };

/**
 * What the core tells every window.
 */
export type Event = { "type": "changed", tags: string[], } | { "type": "opened", notice: InboxId, };

export type ExpandPickerRow = { draft: DraftId, view: PickerView, key: string, expanded: boolean, 
/**
 * With every row beside it; to open them only.
 */
siblings: boolean, };

/**
 * As in a projection: the range is meant to hold the number.
 */
export type Expected = { low: number, high: number, };

/**
 * A task whose packet is written.
 */
export type ExportPacket = { connection: ConnectionId, task: TaskId, 
/**
 * As in [`ExportTable`].
 */
reveal: boolean, };

export type ExportTable = { listing: Listing, format: FileFormat, 
/**
 * The ids of the columns, in their order; empty for all there are.
 */
columns: Array<string>, 
/**
 * Telephone numbers and whereabouts go along in privacy mode too.
 */
reveal: boolean, };

/**
 * A file that was written.
 */
export type Exported = { 
/**
 * Names it to [`reveal_export`](OneExport) until the program ends.
 */
export: number, 
/**
 * The file's name, without its folder.
 */
name: string, rows: number, };

/**
 * A field of the form.
 */
export type Field = "title" | "detail" | "wanted" | "gather_at" | "finish_at" | "place" | "place_name" | "place_lat" | "place_lng" | "recipients";

/**
 * What a [`Disagreement`] is about.
 */
export type Figure = "notified" | "responded" | "accepted" | "checked_in";

/**
 * What kind of file.
 */
export type FileFormat = "xlsx" | "csv";

/**
 * What somebody in a hurry types: Chinese, pinyin, initials, digits of a
 * phone number.
 */
export type Find = { query: string, 
/**
 * Tasks, people and quests of one answer, of each; 50 at most.
 */
limit: number, };

export type FollowUp = { connection: ConnectionId, task: TaskId, whom: FollowUpFor, };

/**
 * Whom a follow-up calls.
 */
export type FollowUpFor = "unread" | "refused" | "either";

/**
 * The other end of a follow-up.
 */
export type FollowUpLink = { title: string, 
/**
 * `null` until the follow-up is published.
 */
task: TaskId | null, 
/**
 * In which list the task was last seen; `null` if in none.
 */
list: TaskList | null, 
/**
 * While it is being written.
 */
draft: DraftId | null, 
/**
 * It is in the outbox, and not known to have arrived.
 */
unsettled: boolean, whom: FollowUpFor, 
/**
 * How many it was written for.
 */
people: number, created_at: Time, };

/**
 * The best first.
 */
export type Found = { tasks: Rows<TaskHit>, people: Rows<PersonHit>, quests: Rows<QuestHit>, };

/**
 * A task that may be the effect of an unknown write.
 */
export type FoundTask = { id: TaskId, title: string, launched_at: Time | null, };

/**
 * Something received, with the club that it came from.
 */
export type FromClub<T> = { club: ClubName, row: T, };

/**
 * 性别.
 */
export type Gender = "female" | "male";

/**
 * By what recipients are chosen together.
 */
export type GroupBy = "department" | "job" | "year";

/**
 * What somebody did in the earlier call-outs that are cached.
 */
export type Habit = { 
/**
 * Call-outs that they were notified of.
 */
notified: number, accepted: number, refused: number, 
/**
 * Their median wait before they answered, milliseconds.
 */
typical_ms: number | null, };

/**
 * A line of the inbox; made here.
 */
export type InboxId = string;

/**
 * A meeting in the list of those that I received.
 */
export type Invitation = { 
/**
 * I show its codes; `null` until its leaders were read, and once I have
 * answered.
 */
leads: boolean | null, 
/**
 * `null` while nobody tells.
 */
invited: boolean | null, id: MeetingId, content: string, address: string, sponsor: Sponsor, published_at: Time | null, 
/**
 * When it begins.
 */
deadline: Time | null, answered: Answered, signed: boolean, };

/**
 * What a quest rewards with.
 */
export type ItemId = string;

/**
 * The jobs of a task, or those of one day.
 */
export type JobsOf = { connection: ConnectionId, task: SopTaskId, 
/**
 * In Beijing; `null` for all of them.
 */
day: Day | null, };

/**
 * How much the cache of tiles holds.
 */
export type KeptTiles = { tiles: number, bytes: number, 
/**
 * The oldest go when there would be more.
 */
limit_bytes: number, };

export type KindCount = { kind: QuestType, quests: number, };

export type Language = "zh-CN" | "en";

/**
 * Somebody who answers for a meeting's sign-in, 签到负责人.
 */
export type Leader = { student: StudentId, name: string, avatar_url: string | null, mobile: string, department: string, job: string, };

/**
 * 单位 levels of document 001.
 */
export type Level = "street" | "district" | "city" | { "other": string };

export type ListAffairs = { connection: ConnectionId, 
/**
 * Matches text, club and place: Chinese, pinyin or initials.
 */
filter: string, offset: number, limit: number, };

export type ListAttendees = { connection: ConnectionId, meeting: MeetingId, 
/**
 * `null` for everybody who was invited.
 */
figure: AttendanceFigure | null, 
/**
 * Of this department only.
 */
department: string | null, filter: string, sort: AttendeeSort, descending: boolean, offset: number, limit: number, };

export type ListAudit = { connection: ConnectionId, offset: number, limit: number, };

export type ListCheckIns = { connection: ConnectionId, task: TaskId, status: CheckInStatus | null, 
/**
 * Of this office only.
 */
office: string | null, filter: string, sort: CheckInSort, descending: boolean, offset: number, limit: number, };

export type ListClubGroups = { connection: ConnectionId, club: ClubId, by: GroupBy, offset: number, limit: number, };

export type ListDrafts = { connection: ConnectionId, };

export type ListGroups = { connection: ConnectionId, task: TaskId, offset: number, limit: number, };

export type ListMissionPeople = { connection: ConnectionId, mission: MissionId, 
/**
 * One of its parts; `null` for everybody, each once.
 */
part: MissionId | null, 
/**
 * Only those whom this reminder would reach.
 */
waited_for: Reminder | null, filter: string, sort: MissionPersonSort, descending: boolean, offset: number, limit: number, };

export type ListMomentDays = { connection: ConnectionId, task: SopTaskId, 
/**
 * The first and the last day, both within; `null` without a bound.
 */
from: Day | null, until: Day | null, offset: number, limit: number, };

export type ListMomentJobs = { of: JobsOf, 
/**
 * Matches the text, the title of a link and who posts: Chinese, pinyin or
 * initials.
 */
filter: string, 
/**
 * Only those that somebody has still to post, or of which it is not known.
 */
waiting: boolean, offset: number, limit: number, };

export type ListMomentPeople = { of: OneMomentJob, 
/**
 * `waiting` for those who have still to post; `null` for everybody.
 */
status: PostStatus | null, 
/**
 * Matches name and account: Chinese, pinyin or initials.
 */
filter: string, offset: number, limit: number, };

export type ListMomentTasks = { connection: ConnectionId, 
/**
 * Matches the name: Chinese, pinyin or initials.
 */
filter: string, offset: number, limit: number, };

/**
 * A window into the inbox.
 */
export type ListNotices = { unread_only: boolean, offset: number, 
/**
 * At most 200.
 */
limit: number, };

export type ListPeople = { connection: ConnectionId, task: TaskId, 
/**
 * One of the groups; `null` for everybody.
 */
through: CalledThrough | null, group: string | null, filter: string, 
/**
 * `null` for the server's order.
 */
sort: PeopleSort | null, descending: boolean, offset: number, limit: number, };

export type ListPickerPeople = { draft: DraftId, list: PickerList, offset: number, limit: number, };

export type ListPickerRows = { draft: DraftId, view: PickerView, query: string, offset: number, limit: number, };

/**
 * The saved places from one on.
 */
export type ListPlaces = { connection: ConnectionId, offset: number, };

export type ListPoints = { connection: ConnectionId, task: TaskId, 
/**
 * The system of the map that they are drawn on.
 */
crs: Crs, 
/**
 * `next` of the page before; `null` for the first.
 */
after: SoldierId | null, };

export type ListPositions = { connection: ConnectionId, task: TaskId, 
/**
 * Matches name, office, phone.
 */
filter: string, 
/**
 * These people only, as of a cluster; `null` for everybody.
 */
soldiers: Array<SoldierId> | null, sort: PositionSort, descending: boolean, offset: number, limit: number, };

export type ListQuests = { connection: ConnectionId, 
/**
 * Its text matches name, description, category: Chinese, pinyin or initials.
 */
filter: QuestFilter, sort: QuestSort, descending: boolean, offset: number, limit: number, };

export type ListResponses = { connection: ConnectionId, task: TaskId, status: ResponseStatus | null, 
/**
 * Of this office only.
 */
office: string | null, 
/**
 * Matches name, office, phone.
 */
filter: string, sort: ResponseSort, descending: boolean, offset: number, limit: number, };

export type ListResults = { 
/**
 * A batch.
 */
entry: OutboxId, offset: number, limit: number, };

/**
 * Those from one on.
 */
export type ListSaved = { connection: ConnectionId, offset: number, };

export type ListStudents = { of: Students, offset: number, limit: number, };

export type ListTasks = { connection: ConnectionId, list: TaskList, 
/**
 * From 1.
 */
page: number, 
/**
 * Matches title, launcher, place: Chinese, pinyin or initials. Empty, and
 * without a phase: the page as the server cuts it.
 */
filter: string, 
/**
 * Only tasks that stand there now, by their own times.
 */
phase?: Phase, };

/**
 * A table as it is on screen: filtered and sorted alike, and all of its rows
 * whatever window the query looks at.
 */
export type Listing = { "kind": "tasks", connection: ConnectionId, list: TaskList, filter: string, phase?: Phase, } | { "kind": "responses" } & ListResponses | { "kind": "check_ins" } & ListCheckIns | { "kind": "people" } & ListPeople | { "kind": "positions" } & ListPositions | { "kind": "attendees" } & ListAttendees | { "kind": "mission_people" } & ListMissionPeople | { "kind": "quests" } & ListQuests | { "kind": "moment_jobs" } & ListMomentJobs | { "kind": "moment_people" } & ListMomentPeople | { "kind": "outbox" } | { "kind": "activity" };

/**
 * After how long without input the windows are covered, minutes.
 */
export type LockAfter = "never" | "5" | "15" | "30";

/**
 * The coordinate system that tiles are drawn in. Both are cut by the same
 * grid; BD-09 maps have a grid of their own.
 */
export type MapCrs = "wgs84" | "gcj02";

/**
 * A base map that the user added.
 */
export type MapSource = { id: MapSourceId, kind: MapSourceKind, name: string, 
/**
 * Of a file its name without the folder; of a server the address with
 * `{z}`, `{x}` and `{y}`.
 */
place: string, 
/**
 * Whom the map is owed to, as plain text: must stand on the map.
 */
attribution: string, min_zoom: number, 
/**
 * Beyond it the UI enlarges.
 */
max_zoom: number, 
/**
 * What the map covers, where that is known.
 */
bounds: Bounds | null, crs: MapCrs, 
/**
 * Nobody on the way to the server can see which places are looked at.
 */
encrypted: boolean, };

/**
 * A base map of this installation; made here.
 */
export type MapSourceId = string;

/**
 * What a source is.
 */
export type MapSourceKind = "mbtiles" | "pmtiles" | "address";

/**
 * All base maps. Under none of them lies the built-in outline.
 */
export type MapSources = { sources: Array<MapSource>, 
/**
 * `null`: the built-in outline alone.
 */
chosen: MapSourceId | null, 
/**
 * Tiles of servers that are kept on this machine, encrypted.
 */
kept: KeptTiles, };

/**
 * What came of asking a source for one tile.
 */
export type MapTest = { 
/**
 * `null`: it shows.
 */
problem: TileProblem | null, 
/**
 * Milliseconds.
 */
took_ms: number, };

/**
 * Whether it is meant. The mark goes into the title, because the protocol has
 * no field for it and the people called must see it first.
 */
export type Mark = "test" | "drill" | "real";

/**
 * What a notice is about, with the figures of that moment.
 */
export type Matter = { "kind": "responses", task: TaskId, title: string, before: Tally, now: Tally, } | { "kind": "headcount_reached", task: TaskId, title: string, accepted: number, wanted: number, } | { "kind": "shortfall", task: TaskId, title: string, 
/**
 * Minutes before the gathering at which it was due: 30, 15 or 5. It
 * may be told later, by a console that started later.
 */
minutes: number, gather_at: Time, accepted: number, wanted: number, 
/**
 * When the answers were read.
 */
as_of: Time, 
/**
 * How many are expected to accept by then.
 */
expected: Expected | null, } | { "kind": "deadline_near", task: TaskId, title: string, finish_at: Time, } | { "kind": "session_ended" } | { "kind": "write", entry: OutboxId, title: string, what: WriteKind, ending: Ending, } | { "kind": "quest_completed", quest: QuestId, title: string, rewards: Array<Reward>, } | { "kind": "quest_expiring", quest: QuestId, title: string, expires_at: Time | null, };

/**
 * 我发布的会议详情.
 */
export type MeetingDetail = { summary: MeetingSummary, 
/**
 * 签到负责人: they show the codes, and may end the meeting.
 */
leaders: Array<Leader>, };

/**
 * Everything of a draft that the form edits.
 */
export type MeetingFields = { club: ClubId | null, content: string, address: string, 
/**
 * When it begins: `YYYY-MM-DD HH:MM`, Beijing time.
 */
deadline: string, people: Array<StudentId>, needs_sign_in: boolean, 
/**
 * Kept, and not sent, while nobody has to sign in.
 */
leaders: Array<StudentId>, };

/**
 * What a [`Disagreement`] about a meeting is about.
 */
export type MeetingFigure = "invited" | "unconfirmed" | "confirmed" | "unsigned" | "signed";

/**
 * The server's own figures; `null` where it does not tell them.
 */
export type MeetingFigures = { invited: number | null, unconfirmed: number | null, 
/**
 * 包括已确认、请假
 */
confirmed: number | null, unsigned: number | null, 
/**
 * 包括已签到、迟到
 */
signed: number | null, };

/**
 * 会议.
 */
export type MeetingId = string;

/**
 * What a member says to an invitation. They may change their mind until the
 * meeting is over or they have signed in.
 */
export type MeetingReply = "confirm" | "leave";

/**
 * A row of 我发布的会议列表.
 */
export type MeetingSummary = { id: MeetingId, content: string, address: string, club: ClubName, published_at: Time | null, 
/**
 * When it begins: who signs in later is late.
 */
deadline: Time | null, sign_in: SignInWay, 
/**
 * `null` where the server does not tell.
 */
window: SignInWindow | null, figures: MeetingFigures, };

export type MeetingView = { detail: MeetingDetail, 
/**
 * When people were last reminded from here.
 */
reminded_at: Time | null, };

/**
 * A step of the course of a task.
 */
export type Milestone = "published" | "first_response" | "headcount_reached" | "gather" | "finish";

/**
 * A code to be shown for ten seconds.
 */
export type MintedCode = { text: string, 
/**
 * By this machine's clock.
 */
minted_at: Time, 
/**
 * The server's clock minus this machine's, milliseconds, where they differ
 * by so much that a server refuses codes.
 */
clock_skew_ms: number | null, 
/**
 * Modules a side; around it belong four modules of white.
 */
side: number, 
/**
 * The dark modules as the `d` of an SVG path, one unit a module.
 */
path: string, };

/**
 * The head of a mission.
 */
export type MissionBoard = { 
/**
 * Distinct people.
 */
people: number, 
/**
 * What they were given: who has two parts has two of these.
 */
shares: number, unconfirmed: number, confirmed: number, unfinished: number, finished: number, 
/**
 * The server's counts where they fit neither people nor the rows of all
 * parts: servers differ in which they count.
 */
disagreements: Array<Disagreement<MissionFigure>>, };

/**
 * Everything of a draft that the form edits.
 */
export type MissionFields = { club: ClubId | null, content: string, 
/**
 * `YYYY-MM-DD HH:MM`, Beijing time.
 */
deadline: string, 
/**
 * Who gets the whole of it. Kept, and not sent, while there are parts:
 * `child` wins over `participation`.
 */
people: Array<StudentId>, parts: Array<SubMissionFields>, };

/**
 * What a [`Disagreement`] about a mission is about.
 */
export type MissionFigure = "unconfirmed" | "confirmed" | "unfinished" | "finished";

/**
 * The server's own figures; `null` where it does not tell them.
 */
export type MissionFigures = { unconfirmed: number | null, confirmed: number | null, unfinished: number | null, finished: number | null, };

/**
 * 社团任务, and each of its 子任务.
 */
export type MissionId = string;

/**
 * Somebody with a mission or a part of one (11.3).
 */
export type MissionPerson = { student: StudentId, name: string, avatar_url: string | null, confirmed: boolean, finished: boolean, 
/**
 * Whether they were given parts of it.
 */
has_parts: boolean, };

/**
 * Somebody with a mission, and where they stand in its club.
 */
export type MissionPersonRow = { person: MissionPerson, 
/**
 * As the people of the club were last read; empty if they never were.
 */
department: string, job: string, 
/**
 * The texts of the parts that this row is about; none where it is about
 * the whole.
 */
parts: Array<string>, };

export type MissionPersonSort = "name" | "department" | "confirmed" | "finished";

/**
 * What a member says to a mission.
 */
export type MissionReply = "confirm" | "finish";

/**
 * A row of the list, and what its figures count.
 */
export type MissionRow = { 
/**
 * As the mission itself was last read; `null` where nobody knows.
 */
unit: MissionUnit | null, id: MissionId, content: string, club: ClubName, published_at: Time | null, deadline: Time | null, 
/**
 * `null` where the server does not tell.
 */
status: MissionStatus | null, figures: MissionFigures, has_parts: boolean, 
/**
 * 子任务项数, as the server counts them.
 */
parts: number, };

/**
 * Whether a mission still stands; newer servers tell.
 */
export type MissionStatus = "revoked" | "active" | "expired" | { "other": string };

/**
 * What a server's counts of a mission in parts are of.
 */
export type MissionUnit = "people" | "shares";

/**
 * A mission without its people.
 */
export type MissionView = { id: MissionId, content: string, club: ClubName, published_at: Time | null, deadline: Time | null, status: MissionStatus | null, board: MissionBoard, 
/**
 * In the server's order; none where everybody was given the whole.
 */
parts: Array<PartView>, 
/**
 * How many more there are than are listed here.
 */
unlisted_parts: number, 
/**
 * How many a reminder to confirm would reach.
 */
to_confirm: number, 
/**
 * How many a reminder to finish would reach.
 */
to_finish: number, 
/**
 * When they were last reminded from here.
 */
confirm_reminded_at: Time | null, finish_reminded_at: Time | null, };

/**
 * Where the modules of one deployment live. Real servers give each module a
 * port of its own; an empty one means the base address.
 */
export type ModuleUrls = { task: string | null, sign_in: string | null, location: string | null, };

/**
 * The head of a list of jobs.
 */
export type MomentBoard = { 
/**
 * Jobs that are here.
 */
jobs: number, 
/**
 * Jobs whose people the server does not count.
 */
uncounted: number, 
/**
 * Jobs whose own figures do not add up.
 */
disputed: number, 
/**
 * Summed from the rows; `null` while some are missing, or uncounted.
 */
counts: MomentCounts | null, 
/**
 * As the server sums them.
 */
told: MomentFigures, disagreements: Array<Disagreement<MomentFigure>>, };

/**
 * Figures of which `done` and `waiting` are the `total`.
 */
export type MomentCounts = { done: number, waiting: number, total: number, };

/**
 * What was pushed on one day.
 */
export type MomentDay = { day: Day, jobs: number, 
/**
 * Over its jobs; `null` while some are missing, or uncounted.
 */
counts: MomentCounts | null, };

/**
 * The days that have jobs.
 */
export type MomentDays = { days: Rows<MomentDay>, 
/**
 * Jobs of which the server tells no time; they are on no day.
 */
undated: number, };

/**
 * What a [`Disagreement`] about jobs or their people is about.
 */
export type MomentFigure = "listed" | "done" | "waiting" | "total";

/**
 * The server's own figures; `null` where it does not tell them.
 */
export type MomentFigures = { done: number | null, waiting: number | null, total: number | null, };

/**
 * 朋友圈任务: a moment that staff were asked to post.
 */
export type MomentJob = { id: MomentJobId, 
/**
 * 推送时间
 */
created_at: Time | null, text: string, attachments: Array<Attachment>, range: VisibleRange, 
/**
 * As the server counts its people.
 */
figures: MomentFigures, };

/**
 * 朋友圈任务: what a task had staff post on one occasion.
 */
export type MomentJobId = string;

/**
 * A job as it is shown.
 */
export type MomentJobView = { 
/**
 * Its text and its lists are cut to what a row, or a page, has room for.
 */
job: MomentJob, 
/**
 * How many there are.
 */
attachments: number, users: number, departments: number, tags: number, 
/**
 * Figures that prove themselves; `null` where the server tells too few.
 */
counts: MomentCounts | null, 
/**
 * Where the server's total is another.
 */
disagreements: Array<Disagreement<MomentFigure>>, };

/**
 * Somebody who is to post a job.
 */
export type MomentPerson = { staff: StaffId, name: string, 
/**
 * Their account, as [`VisibleRange::users`] names it; may be empty.
 */
account: string, status: PostStatus, };

/**
 * What a server of moments has to show.
 */
export type MomentView = { "kind": "enterprises" } | { "kind": "tasks" } | { "kind": "jobs", task: SopTaskId, day: Day | null, } | { "kind": "people", job: MomentJobId, };

/**
 * The clubs of an account.
 */
export type MyClubs = { 
/**
 * Who is signed in.
 */
me: StudentId | null, 
/**
 * In whose name missions and meetings can be published.
 */
administered: Array<Club>, joined: Array<Club>, };

export type NewAddress = { 
/**
 * The server's own name when left empty.
 */
name: string, 
/**
 * With `{z}`, `{x}` and `{y}` or `{-y}`; `{s}` becomes `a`, `{r}` nothing.
 */
address: string, attribution: string, min_zoom: number, max_zoom: number, crs: MapCrs, };

export type NewClubDraft = { connection: ConnectionId, fields: ClubFields, };

export type NewDraft = { connection: ConnectionId, };

export type NewQuestDraft = { connection: ConnectionId, 
/**
 * The quest to change, whose detail must have been read; `null` for a new
 * one.
 */
quest: QuestId | null, };

/**
 * The arguments of a command that has none.
 */
export type NoArgs = Record<symbol, never>;

export type NoteCall = { connection: ConnectionId, task: TaskId, soldier: SoldierId, 
/**
 * `null` takes the note away.
 */
outcome: CallOutcome | null, };

/**
 * A line of the inbox. It names no person.
 */
export type Notice = { id: InboxId, 
/**
 * When it happened; of grouped answers, when the last was seen.
 */
at: Time, read: boolean, 
/**
 * `null` once the connection is removed or stands for another account:
 * there is nothing to open any more.
 */
connection: ConnectionId | null, 
/**
 * What the connection was called then.
 */
connection_name: string, matter: Matter, };

/**
 * What the user chose. The inbox has everything in any case.
 */
export type Notify = { responses: boolean, headcount: boolean, 
/**
 * Too few people, and tasks that end soon.
 */
warnings: boolean, 
/**
 * Writes that did not arrive, and sessions that ended.
 */
sending: boolean, 
/**
 * Quests that are completed, and those whose time is over soon.
 */
quests: boolean, 
/**
 * Whether there are quiet hours.
 */
quiet: boolean, 
/**
 * Minutes after midnight, on the clock of this machine.
 */
quiet_from: number, 
/**
 * The first minute that is not quiet. The same as `quiet_from`: all day.
 */
quiet_to: number, 
/**
 * What is urgent is shown in the quiet hours too.
 */
urgent_through: boolean, };

/**
 * Those of one office who accepted, by whether they have arrived.
 */
export type OfficeArrivals = { office: string, arrived: number, absent: number, other: number, };

/**
 * The people of one office, by what they answered.
 */
export type OfficeResponses = { 
/**
 * 所属单位, as the server spells it; may be empty.
 */
office: string, accepted: number, refused: number, unread: number, other: number, };

export type OneConnection = { connection: ConnectionId, };

export type OneDraft = { draft: DraftId, };

export type OneEntry = { entry: OutboxId, };

export type OneExport = { export: number, };

/**
 * Those of a club with something in common.
 */
export type OneGroup = { by: GroupBy, 
/**
 * Empty for those of whom it is not known.
 */
name: string, };

export type OneMeeting = { connection: ConnectionId, meeting: MeetingId, };

export type OneMission = { connection: ConnectionId, mission: MissionId, };

export type OneMomentJob = { 
/**
 * The list that it stands in.
 */
of: JobsOf, job: MomentJobId, };

export type OneNotice = { notice: InboxId, };

/**
 * Somebody on a task.
 */
export type OneOnTask = { connection: ConnectionId, task: TaskId, soldier: SoldierId, };

/**
 * One person.
 */
export type OnePerson = { connection: ConnectionId, soldier: SoldierId, };

export type OneQuest = { connection: ConnectionId, quest: QuestId, };

export type OneSaved = { saved: SavedId, };

export type OneSource = { source: MapSourceId, };

export type OneTask = { connection: ConnectionId, task: TaskId, };

/**
 * What opens the lock.
 */
export type OpenedBy = "nothing" | "own" | "stores";

/**
 * For the rail.
 */
export type OutboxCounts = { 
/**
 * Queued or sending.
 */
moving: number, 
/**
 * Unknown, or held until somebody signs in.
 */
needs_you: number, };

/**
 * An entry of the outbox; made here.
 */
export type OutboxId = string;

export type OutboxOf = { "kind": "draft", draft: DraftId, } | { "kind": "task", connection: ConnectionId, task: TaskId, } | { "kind": "affair", connection: ConnectionId, affair: ClubAffair, } | { "kind": "quest", connection: ConnectionId, quest: QuestId, };

/**
 * Where a write stands. A draft is not an entry yet.
 */
export type OutboxState = "queued" | "sending" | "confirmed" | "rejected" | "unknown" | "taken_back";

/**
 * An entry without its ids.
 */
export type OutboxView = { id: OutboxId, connection: ConnectionId, connection_name: string, 
/**
 * Whom it was meant for, if its connection is gone or reaches somebody
 * else by now. It is not looked for there.
 */
elsewhere: Elsewhere | null, kind: WriteKind, 
/**
 * The task's title.
 */
title: string, 
/**
 * The draft that a publication came from; it exists until that is
 * confirmed.
 */
draft: DraftId | null, 
/**
 * Distinct people that a publication calls.
 */
people: number | null, state: OutboxState, created_at: Time, changed_at: Time, send_at: Time, 
/**
 * How often it was tried.
 */
attempts: number, problem: AppError | null, search: EffectSearch | null, 
/**
 * `null` also where it is `elsewhere`: the id means another task here.
 */
task: TaskId | null, 
/**
 * The mission or meeting that it made or changed, likewise.
 */
affair?: ClubAffair, 
/**
 * What the server said beside yes: that nobody is left to remind.
 */
said?: string, 
/**
 * Of a mission that was published by half: how many parts are missing.
 */
parts_missing?: number, 
/**
 * The quest that it made or changed, unless it is `elsewhere`.
 */
quest?: QuestId, 
/**
 * Of a batch: how many quests it names.
 */
batch?: number, 
/**
 * What a questboard server said beside yes.
 */
outcome?: QuestOutcome, };

/**
 * A window into the outbox, or into what it holds of one thing.
 */
export type OutboxWindow = { offset: number, 
/**
 * At most 200; long texts make an answer shorter.
 */
limit: number, of?: OutboxOf, };

/**
 * How far the chosen people are on tasks that overlap the draft's time, from
 * what is cached of these tasks. Who refused such a task is not on it.
 */
export type Overlap = { 
/**
 * Distinct people chosen who are.
 */
people: number, 
/**
 * Tasks that overlap.
 */
tasks: number, 
/**
 * Of these, whose people were never read: nobody knows whether they are
 * free.
 */
unread: number, 
/**
 * Every page of the list of working tasks was read.
 */
complete: boolean, 
/**
 * When the oldest part of this was read; `null` if nothing was.
 */
oldest: Time | null, };

/**
 * A task that overlaps the draft's time.
 */
export type OverlappingTask = { id: TaskId, title: string, gather_at: Time | null, finish_at: Time | null, 
/**
 * Distinct people on it; `null` if they were never read.
 */
people: number | null, 
/**
 * How many of them are chosen.
 */
chosen: number, 
/**
 * When its people were read.
 */
fetched_at: Time | null, };

/**
 * Figures are counted from the rows; the lists of people stand on the boards.
 */
export type Packet = { task: TaskSummary, 
/**
 * By the clock of its server and the task's times.
 */
phase: Phase, 
/**
 * Always all of them, in this order.
 */
steps: Array<Step>, responses: ResponseBoard, 
/**
 * `null` if the check-ins were never read.
 */
check_ins: CheckInBoard | null, 
/**
 * The one with most people first. Those that people arrived from and none
 * was called of come last, so that both columns add up.
 */
offices: Array<OfficeResponses>, 
/**
 * How many more offices there are than `offices` holds.
 */
offices_left_out: number, 
/**
 * The one that most are missing from first.
 */
arrivals: Array<OfficeArrivals>, };

/**
 * One page as the server cuts them.
 */
export type Page<T> = { 
/**
 * From 1.
 */
page: number, 
/**
 * As the server counts them; at least 1.
 */
total_pages: number, 
/**
 * Rows over all pages, as the server counts them.
 */
total: number, rows: Array<T>, };

export type ParseCoordinates = { text: string, 
/**
 * The system that a pair of numbers is given in.
 */
crs: Crs, };

/**
 * 子任务, without its people.
 */
export type PartView = { id: MissionId, content: string, people: number, confirmed: number, finished: number, };

/**
 * 参与任务的人员: one person under one office or organisation, or alone.
 */
export type Participant = { soldier: SoldierId, name: string, through: CalledThrough, 
/**
 * The office's or organisation's name; the serving office of a person
 * who was chosen individually.
 */
group: string, level: Level | null, 
/**
 * For a chat module; kept, not used yet.
 */
im_user: string | null, is_admin: boolean, };

/**
 * An office or organisation that a task called.
 */
export type PeopleGroup = { through: CalledThrough, 
/**
 * Empty for those who were chosen individually.
 */
name: string, level: Level | null, people: number, };

/**
 * Whom a task called, by office and organisation: first the offices, then the
 * organisations, then those who were chosen individually.
 */
export type PeopleGroups = { 
/**
 * Everybody, once.
 */
people: number, groups: Rows<PeopleGroup>, };

export type PeopleSort = "name" | "group" | "through";

/**
 * What is cached of a person.
 */
export type PersonCard = { person: PersonHit, 
/**
 * The newest first; at most 50.
 */
tasks: Array<PersonTask>, };

/**
 * Somebody of the roster, or on a task that was read before.
 */
export type PersonHit = { connection: ConnectionId, soldier: SoldierId, name: string, 
/**
 * Office or organisation.
 */
group: string, 
/**
 * From the boards; the roster has none.
 */
phone: string | null, fetched_at: Time, };

/**
 * Somebody on the gather map.
 */
export type PersonOnMap = { soldier: SoldierId, name: string, phone: string, office: string, at: Point, 
/**
 * When this machine first saw the point: its age.
 */
seen_at: Time, 
/**
 * False: the point was there when this machine first looked, so it is at
 * least as old as `seen_at` says.
 */
moved: boolean, 
/**
 * Metres to the gather place, straight.
 */
metres: number | null, 
/**
 * Straight-line estimate from the movement between refreshes: the
 * earliest. `null` for whoever is there, stays or has gone quiet.
 */
arrives_at: Time | null, 
/**
 * Metres a second, from the movement between refreshes.
 */
speed_mps: number | null, 
/**
 * Has checked in, as far as that was read.
 */
checked_in: boolean, };

/**
 * A task that a person was called to.
 */
export type PersonTask = { task: TaskHit, 
/**
 * `null` where the board was never read.
 */
response: ResponseStatus | null, check_in: CheckInStatus | null, };

/**
 * Where a task stands.
 */
export type Phase = "recruiting" | "gathering" | "executing" | "done" | { "other": string };

/**
 * A line of such a list: a person, or a container whose people are all
 * excluded.
 */
export type PickerEntry = { 
/**
 * Where the line stands as a row, and its key there.
 */
view: PickerView, key: string, kind: PickerRowKind, name: string, 
/**
 * For a person: the office or organisation.
 */
group: string | null, 
/**
 * Distinct people at and below; 1 for a person.
 */
people: number, 
/**
 * Through what somebody is chosen, which tasks somebody is on, what
 * somebody was taken out of; the first few.
 */
through: Array<Through>, 
/**
 * How many more there are.
 */
more: number, };

/**
 * A list of people behind one of the totals.
 */
export type PickerList = "twice" | "elsewhere" | "excluded";

/**
 * A visible row of a view.
 */
export type PickerRow = { 
/**
 * Names the row in this view, also after the roster was fetched again.
 */
key: string, kind: PickerRowKind, name: string, 
/**
 * Where the query matched in `name`: start and end in UTF-16 units.
 */
matched: Array<[number, number]>, 
/**
 * For a person in the flat view: the office or organisation.
 */
group: string | null, is_admin: boolean, 
/**
 * ARIA level, from 1.
 */
level: number, 
/**
 * ARIA position in the set, from 1, and its size.
 */
position: number, set_size: number, 
/**
 * Index of the row that this one lies in; `null` at the top.
 */
parent: number | null, 
/**
 * `null` for a leaf.
 */
expanded: boolean | null, state: TriState, 
/**
 * Distinct people at and below; 1 for a person.
 */
people: number, 
/**
 * Everybody at and below was taken out of something that is chosen.
 */
excluded: boolean, 
/**
 * How many of them are on another task at the time, as far as is known.
 */
elsewhere: number, };

/**
 * What a row stands for.
 */
export type PickerRowKind = "heading" | "org" | "office" | "person";

/**
 * The running total beside the picker.
 */
export type PickerTotals = { 
/**
 * Greater after each change of what is chosen: of two answers that is the
 * later one.
 */
revision: number, 
/**
 * Distinct people chosen.
 */
people: number, 
/**
 * Organisations chosen, and the distinct people they bring.
 */
orgs: number, people_through_orgs: number, 
/**
 * Offices chosen, and the distinct people they bring.
 */
offices: number, people_through_offices: number, individuals: number, 
/**
 * People chosen more than once; counted once in `people`.
 */
chosen_twice: number, 
/**
 * People taken out of something that is chosen.
 */
excluded: number, 
/**
 * People in the roster.
 */
roster: number, 
/**
 * Chosen ids that the roster no longer knows.
 */
unknown: number, 
/**
 * Who of `people` is on another task at the time of this one; `null` while
 * the draft has no such time.
 */
elsewhere: Overlap | null, };

/**
 * One of the three views.
 */
export type PickerView = "orgs" | "offices" | "people";

/**
 * What a picture says.
 */
export type PictureRead = { "kind": "code", text: string, } | { "kind": "several", count: number, } | { "kind": "other", refusal: CodeRefusal, } | { "kind": "nothing" } | { "kind": "not_a_picture" } | { "kind": "too_large" };

/**
 * A saved gather place, 常用集合地点.
 */
export type Place = { id: PlaceId, name: string, at: Point | null, };

/**
 * 常用集合地点 (saved gather place).
 */
export type PlaceId = string;

/**
 * A point in WGS-84, degrees.
 */
export type Point = { 
/**
 * Degrees north, -90 to 90.
 */
lat: number, 
/**
 * Degrees east, -180 to 180.
 */
lng: number, };

/**
 * A point in every notation. Pairs are written latitude first, six decimals.
 */
export type PointText = { at: Point, 
/**
 * `23.106700, 113.324500`
 */
wgs84: string, gcj02: string, bd09: string, 
/**
 * `23°06′24.1″N 113°19′28.2″E`, WGS-84.
 */
dms: string, 
/**
 * `49Q GF 38004 57431`; `null` near the poles.
 */
mgrs: string | null, };

/**
 * For the settings.
 */
export type PopupState = { way: PopupWay, 
/**
 * The quiet hours are now.
 */
quiet: boolean, };

/**
 * Whether notices can be shown outside of the windows.
 */
export type PopupWay = "untried" | "works" | "missing";

/**
 * The head of the gather map. Figures are counted from the rows.
 */
export type PositionBoard = { 
/**
 * False where the server has no module for positions: nobody is on the
 * map, and that is no error.
 */
has_module: boolean, 
/**
 * The gather place; `null` where the server gives it no coordinates.
 */
place: Point | null, 
/**
 * What the place is called.
 */
place_name: string, 
/**
 * People with a position.
 */
people: number, 
/**
 * Accepted, as far as the check-ins were read, and not on the map.
 */
silent: number | null, 
/**
 * Within 50 metres of the place.
 */
there: number, 
/**
 * With an arrival estimate.
 */
coming: number, 
/**
 * There, or with an estimate no later than people are to gather; `null`
 * without a place or a time.
 */
in_time: number | null, 
/**
 * Half of the people on the map are nearer to the place than this, metres,
 * straight; `null` without a place or people.
 */
median_metres: number | null, 
/**
 * Around all of them; `null` around none.
 */
bounds: Bounds | null, };

/**
 * Positions for drawing, column by column, because there may be 100 000. All
 * columns have the same length.
 */
export type PositionPoints = { soldiers: Array<SoldierId>, 
/**
 * Degrees times a million, in the system that was asked for.
 */
lat: Array<number>, lng: Array<number>, 
/**
 * Whole seconds that the point was seen before the read's `fetched_at`.
 */
seen_s: Array<number>, 
/**
 * Sum of: 1 has checked in, 2 has an arrival estimate, 4 within 50 metres
 * of the place, 8 the point may be older than `seen_s` says.
 */
marks: Array<number>, 
/**
 * Where the next page begins; `null` on the last.
 */
next: SoldierId | null, };

export type PositionSort = "name" | "office" | "distance" | "arrives_at" | "seen_at";

/**
 * Whether somebody has posted a job.
 */
export type PostStatus = "waiting" | "posted" | { "other": string };

/**
 * The head of a job's people, counted from the rows.
 */
export type PostingBoard = { 
/**
 * People who are here.
 */
people: number, posted: number, waiting: number, 
/**
 * Neither, in the server's words.
 */
other: number, 
/**
 * Where the job's own figures differ; none while people are missing.
 */
disagreements: Array<Disagreement<MomentFigure>>, };

/**
 * 前置任务.
 */
export type Prerequisite = { quest: QuestId, name: string, completed: boolean, };

export type PrintedColumn = { id: string, title: string, 
/**
 * Numbers, which stand under one another.
 */
numeric: boolean, };

/**
 * Some rows of a listing, to be set on paper: texts in the reader's language.
 */
export type PrintedTable = { 
/**
 * Of the task; empty for what is of none.
 */
title: string, 
/**
 * What the listing is.
 */
name: string, 
/**
 * What it is filtered by; empty if by nothing.
 */
filter: string, columns: Array<PrintedColumn>, 
/**
 * From the offset asked for; as many as fit into an answer.
 */
rows: Array<Array<string>>, total: number, 
/**
 * `null` for what is this machine's own.
 */
fetched_at: Time | null, complete: boolean, 
/**
 * Something private is masked in it.
 */
masked: boolean, };

/**
 * One thing in the way of sending.
 */
export type Problem = { field: Field, } & ({ "rule": "missing" } | { "rule": "too_long", length: number, limit: number, } | { "rule": "not_a_number" } | { "rule": "too_few" } | { "rule": "too_many" } | { "rule": "not_a_time" } | { "rule": "in_the_past" } | { "rule": "before_gathering" } | { "rule": "out_of_range" } | { "rule": "unknown" } | { "rule": "nobody" });

/**
 * A part of what has to be done.
 */
export type ProgressPart = { 
/**
 * The server's mark of it; it may be empty.
 */
target: string, name: string, current: number, required: number, };

/**
 * The acceptances to be expected at gather time.
 */
export type Projection = { at: Time, 
/**
 * The narrowest range that holds the number with [`CONFIDENCE`].
 */
low: number, high: number, 
/**
 * That at least the headcount will have accepted, 0–1.
 */
chance: number, 
/**
 * In the range: promised by phone, not accepted yet.
 */
promised: number, advice: CallAdvice, basis: Basis, 
/**
 * From now to the gathering.
 */
cone: Array<RangePoint>, };

/**
 * What publishing needs to know first.
 */
export type PublishPlaces = { 
/**
 * False for an organisation's account, which chooses organisations and
 * their people only.
 */
is_office: boolean, 
/**
 * From the offset asked for; as many as fit into an answer.
 */
places: Array<Place>, 
/**
 * How many places there are.
 */
total: number, };

/**
 * A row of 获取任务列表 (2.1).
 */
export type Quest = { id: QuestId, name: string, description: string, kind: QuestType, category: Category | null, 
/**
 * What has to be done, in the server's words.
 */
target_type: string, target_count: number, progress: number, status: QuestStatus, rewards: Array<Reward>, 
/**
 * Seconds from accepting; `null` is without end.
 */
time_limit_s: number | null, 
/**
 * When this account's time for it is over.
 */
expires_at: Time | null, available: boolean, 
/**
 * `null` where the server does not tell, which means never.
 */
reset: ResetType | null, 
/**
 * How often it can be completed between two resets; `null` where the
 * server does not tell, which means once.
 */
max_completions: number | null, 
/**
 * How often it was; `null` where the server does not tell.
 */
completions: number | null, };

/**
 * The head of the board, counted from all of its rows.
 */
export type QuestBoard = { quests: number, 
/**
 * The server's own count, where it differs.
 */
told: number | null, 
/**
 * The most frequent first.
 */
statuses: Array<StatusCount>, kinds: Array<KindCount>, categories: Array<CategoryCount>, };

/**
 * 获取任务详情 (2.2).
 */
export type QuestDetail = { 
/**
 * A JSON object, written out; `null` where there are none.
 */
target_params: string | null, prerequisites: Array<Prerequisite>, 
/**
 * 0 is everybody.
 */
level_required: number, 
/**
 * In the server's words; never branched on.
 */
unavailable_reason: string | null, 
/**
 * Whether it is on the board at all. Only admins are told, and not by
 * every server; `null` where it is not told.
 */
active: boolean | null, 
/**
 * The same.
 */
window: QuestWindow | null, id: QuestId, name: string, description: string, kind: QuestType, category: Category | null, 
/**
 * What has to be done, in the server's words.
 */
target_type: string, target_count: number, progress: number, status: QuestStatus, rewards: Array<Reward>, 
/**
 * Seconds from accepting; `null` is without end.
 */
time_limit_s: number | null, 
/**
 * When this account's time for it is over.
 */
expires_at: Time | null, available: boolean, 
/**
 * `null` where the server does not tell, which means never.
 */
reset: ResetType | null, 
/**
 * How often it can be completed between two resets; `null` where the
 * server does not tell, which means once.
 */
max_completions: number | null, 
/**
 * How often it was; `null` where the server does not tell.
 */
completions: number | null, };

/**
 * A draft in the list.
 */
export type QuestDraftSummary = { id: DraftId, 
/**
 * The quest that it changes; `null` for a new one.
 */
quest: QuestId | null, 
/**
 * As typed; may be empty.
 */
name: string, changed_at: Time, };

/**
 * A draft with what is in the way of sending it.
 */
export type QuestDraftView = { id: DraftId, connection: ConnectionId, 
/**
 * The quest that it changes; `null` for a new one.
 */
quest: QuestId | null, changed_at: Time, fields: QuestFields, 
/**
 * Nothing differs from the quest.
 */
unchanged: boolean, problems: Array<QuestProblem>, };

/**
 * A field of 5.1 and 5.2.
 */
export type QuestField = "name" | "description" | "category" | "kind" | "target_type" | "target_params" | "target_count" | "reward_item" | "reward_name" | "reward_quantity" | "reward_icon" | "prerequisites" | "level_required" | "time_limit" | "max_completions" | "starts_at" | "ends_at";

/**
 * Everything that the form edits.
 */
export type QuestFields = { name: string, description: string, category: CategoryId | null, kind: QuestType | null, target_type: string, 
/**
 * A JSON object; empty for none.
 */
target_params: string, target_count: string, rewards: Array<RewardFields>, prerequisites: Array<QuestId>, 
/**
 * Empty for everybody.
 */
level_required: string, 
/**
 * Empty for no limit.
 */
time_limit: string, time_unit: TimeUnit, 
/**
 * `null`: as the server has it.
 */
reset: ResetType | null, 
/**
 * Empty: as the server has it.
 */
max_completions: string, 
/**
 * `null`: as the server has it.
 */
active: boolean | null, 
/**
 * `YYYY-MM-DD HH:MM`, Beijing time; empty for none.
 */
starts_at: string, ends_at: string, };

/**
 * What is empty lets everything through.
 */
export type QuestFilter = { kind: QuestType | null, status: QuestStatus | null, category: CategoryId | null, 
/**
 * A piece of the name or the description. No server looks for it.
 */
text: string, };

/**
 * A quest of a board that was read before.
 */
export type QuestHit = { connection: ConnectionId, quest: QuestId, name: string, 
/**
 * May be empty.
 */
category: string, status: QuestStatus, fetched_at: Time, };

/**
 * 任务 of a questboard server.
 */
export type QuestId = string;

/**
 * What a write to a questboard server came to beside yes.
 */
export type QuestOutcome = { "kind": "accepted", expires_at: Time | null, } | { "kind": "completed", rewards: Array<Reward>, can_claim_now: boolean, } | { "kind": "claimed", rewards: Array<Reward>, } | { "kind": "batch", done: number, refused: number, 
/**
 * By item, counted from the rows.
 */
rewards: Array<Reward>, } | { "kind": "reset", reset: ResetType, 
/**
 * Quests set back, counted once for each user.
 */
affected: number, reset_at: Time | null, };

/**
 * One thing in the way.
 */
export type QuestProblem = { field: QuestField, 
/**
 * The reward's row, from 0; `null` for what is no row's.
 */
row: number | null, } & ({ "rule": "missing" } | { "rule": "too_long", length: number, limit: number, } | { "rule": "not_a_number" } | { "rule": "too_small", least: number, } | { "rule": "too_large", most: number, } | { "rule": "not_json", line: number, column: number, } | { "rule": "not_an_object" } | { "rule": "not_a_time" } | { "rule": "in_the_past" } | { "rule": "before_start" } | { "rule": "itself" });

/**
 * How far the account is with a quest.
 */
export type QuestProgress = { quest: QuestId, status: QuestStatus, current: number, target: number, 
/**
 * As the server reckons it; `null` where it does not tell.
 */
percentage: number | null, parts: Array<ProgressPart>, 
/**
 * When its time is over.
 */
expires_at: Time | null, 
/**
 * Seconds that were left when the server answered.
 */
time_left_s: number | null, };

/**
 * The codes of chapter 6.
 */
export type QuestRefusal = "no_such_quest" | "already_accepted" | "expired" | "level_too_low" | "prerequisite_missing" | "not_accepted" | "already_completed" | "not_enough_progress" | "ran_out" | "not_completed" | "already_claimed" | "unavailable" | "failed" | "partly_failed" | "bad_parameters" | "too_often" | "server_error" | { "other": number };

/**
 * What became of one quest of a batch.
 */
export type QuestResult = { quest: QuestId, name: string, 
/**
 * `null` until it is known; of a batch that was read back, for what was
 * not done.
 */
result: BatchResult | null, };

/**
 * Whether something went into the outbox, and if not, why.
 */
export type QuestSent = { "kind": "queued", entry: OutboxView, } | { "kind": "unchanged" } | { "kind": "invalid", problems: Array<QuestProblem>, };

export type QuestSort = "board" | "name" | "kind" | "category" | "status" | "progress" | "expires_at";

/**
 * How far the account is, reckoned from the counts.
 */
export type QuestStanding = { progress: QuestProgress, 
/**
 * Whole percent, at most 100.
 */
percent: number, 
/**
 * When its time is over, by the server's clock.
 */
ends_at: Time | null, };

/**
 * 任务状态: how far the account is with a quest.
 */
export type QuestStatus = "not_accepted" | "in_progress" | "completed" | "claimed" | "failed" | "expired" | { "other": string };

/**
 * 任务类型.
 */
export type QuestType = "daily" | "weekly" | "achievement" | "event" | "tutorial" | "team" | { "other": string };

/**
 * A user of a questboard server.
 */
export type QuestUserId = string;

/**
 * What a questboard server has to show.
 */
export type QuestView = { "kind": "board" } | { "kind": "categories" } | { "kind": "quest", quest: QuestId, } | { "kind": "progress", quest: QuestId, } | { "kind": "audit" };

/**
 * From when until when a quest is on the board.
 */
export type QuestWindow = { starts_at: Time | null, ends_at: Time | null, };

/**
 * The range at a moment between now and the gathering.
 */
export type RangePoint = { at: Time, low: number, high: number, };

/**
 * A value from the store with its age. No screen shows `value` without it.
 */
export type Read<T> = { 
/**
 * `null` where nothing was ever fetched: show a skeleton, or `problem`.
 */
value: T | null, 
/**
 * When this machine received it.
 */
fetched_at: Time | null, 
/**
 * What the server's clock said then, where it tells.
 */
server_time: Time | null, 
/**
 * False while pages are missing: do not sum it as a total.
 */
complete: boolean, 
/**
 * From then on it wants a refresh.
 */
stale_after: Time | null, 
/**
 * Why the last refresh failed; `null` once one succeeds.
 */
problem: AppError | null, };

/**
 * Which lines somebody has read.
 */
export type ReadNotices = { "which": "one", notice: InboxId, } | { "which": "all", until: Time, };

/**
 * What a pasted text says.
 */
export type Reading = { form: ReadingForm, 
/**
 * The pair was read longitude first, because it makes no sense otherwise:
 * say so.
 */
longitude_first: boolean, 
/**
 * The side of the square that a grid reference names, metres; `at` is its
 * middle. `null` for a pair.
 */
square_m: number | null, point: PointText, };

/**
 * How a text was understood.
 */
export type ReadingForm = "decimal" | "sexagesimal" | "mgrs";

/**
 * A meeting that I was invited to.
 */
export type ReceivedMeeting = { id: MeetingId, content: string, address: string, sponsor: Sponsor, published_at: Time | null, 
/**
 * When it begins.
 */
deadline: Time | null, answered: Answered, signed: boolean, };

/**
 * A meeting that I was invited to, or whose sign-in I lead.
 */
export type ReceivedMeetingView = { meeting: ReceivedMeeting, leaders: Array<Leader>, 
/**
 * I am one of them.
 */
leads: boolean, 
/**
 * `null` while nobody tells.
 */
invited: boolean | null, 
/**
 * Nobody can reply or sign in any more, as far as it is told.
 */
over: boolean, };

/**
 * A mission that I was given.
 */
export type ReceivedMission = { id: MissionId, content: string, sponsor: Sponsor, published_at: Time | null, deadline: Time | null, confirmed: boolean, finished: boolean, };

/**
 * A mission that I was given. Of many people the first are named.
 */
export type ReceivedMissionView = { mission: ReceivedMission, 
/**
 * Who was given the whole of it; none of a mission in parts.
 */
people: number, companions: Array<Companion>, 
/**
 * Those that are mine.
 */
parts: Array<ReceivedPartView>, };

/**
 * 子任务 of mine.
 */
export type ReceivedPartView = { id: MissionId, content: string, 
/**
 * By me.
 */
finished: boolean, 
/**
 * Who was given it.
 */
people: number, companions: Array<Companion>, };

export type Refresh = { target: Target, };

/**
 * A refusal with the server's words, which may be empty.
 */
export type Refused = { refusal: QuestRefusal, 
/**
 * Text, never branched on.
 */
message: string, };

/**
 * What the rehearsal sheet shows before anything is sent.
 */
export type Rehearsal = { task: RehearsedTask, totals: PickerTotals, 
/**
 * The first few organisations, offices and people by name.
 */
orgs: Array<string>, offices: Array<string>, soldiers: Array<string>, 
/**
 * Why a second look is due; nothing here forbids sending.
 */
cautions: Array<Caution>, 
/**
 * The built-in backend phones nobody.
 */
demo: boolean, };

/**
 * The facts of a [`crate::task::NewTask`], without its ids.
 */
export type RehearsedTask = { title: string, detail: string, mark: Mark, wanted: number, gather_at: Time, finish_at: Time, place: string, new_place: boolean, };

export type RemindMission = { connection: ConnectionId, mission: MissionId, of: Reminder, };

/**
 * What somebody is reminded of.
 */
export type Reminder = "confirm" | "finish";

export type RenameSaved = { saved: SavedId, name: string, };

export type ReplyToMeeting = { connection: ConnectionId, meeting: MeetingId, reply: MeetingReply, 
/**
 * May be empty.
 */
comment: string, };

export type ReplyToMission = { connection: ConnectionId, mission: MissionId, 
/**
 * One of its parts; `null` for all of it.
 */
part: MissionId | null, reply: MissionReply, };

/**
 * Sets quests of one reset type back to not accepted, for everybody.
 */
export type ResetOrder = { 
/**
 * Daily, weekly or monthly.
 */
reset: ResetType, 
/**
 * Those of them that are meant; all of the type, if none are named.
 */
quests: Array<QuestId>, };

export type ResetQuests = { connection: ConnectionId, order: ResetOrder, };

/**
 * 重置类型: when a quest begins anew by itself, at midnight in Beijing.
 */
export type ResetType = "none" | "daily" | "weekly" | "monthly" | { "other": string };

/**
 * The head of the response board. Figures are counted from the rows.
 */
export type ResponseBoard = { wanted: number, notified: number, unread: number, refused: number, accepted: number, 
/**
 * Rows with a status this version does not know.
 */
other: number, 
/**
 * From launch to response, over the rows that responded; milliseconds.
 */
average_ms: number | null, 
/**
 * Within which half, and nine tenths, of those who responded did so;
 * milliseconds.
 */
median_ms: number | null, ninetieth_ms: number | null, server: ResponseFigures, 
/**
 * Empty while the rows are incomplete: then nothing is comparable.
 */
disagreements: Array<Disagreement<Figure>>, };

/**
 * Accepted and refused over time, counted at the times of the responses.
 */
export type ResponseCurve = { 
/**
 * In order of time, from the launch on; at most 240.
 */
points: Array<ResponsePoint>, 
/**
 * Answers without a time: on no point of the curve.
 */
undated: number, };

/**
 * The server's own figures over the whole of 任务响应情况.
 */
export type ResponseFigures = { wanted: number | null, notified: number | null, responded: number | null, accepted: number | null, 
/**
 * 平均响应耗时, milliseconds.
 */
average_ms: number | null, };

/**
 * The response board as curves and tables.
 */
export type ResponsePicture = { curve: ResponseCurve, 
/**
 * The one with most people first; at most 200.
 */
offices: Array<OfficeResponses>, offices_left_out: number, 
/**
 * `null` once the gathering has begun, while rows are missing, or where
 * the task's times are not known.
 */
projection: Projection | null, 
/**
 * Of everybody who was phoned.
 */
calls: CallCounts, 
/**
 * The moment that the rows show, by the server's clock where it tells.
 */
as_of: Time, launched_at: Time | null, gather_at: Time | null, };

/**
 * How many had accepted and refused by a moment.
 */
export type ResponsePoint = { at: Time, accepted: number, refused: number, };

export type ResponseSort = "name" | "office" | "status" | "responded_at" | "calling";

/**
 * 响应状态.
 */
export type ResponseStatus = "unread" | "refused" | "accepted" | { "other": string };

/**
 * 奖励.
 */
export type Reward = { item: ItemId, name: string, quantity: number, 
/**
 * The name of a picture; never fetched.
 */
icon: string | null, };

/**
 * A row of the rewards.
 */
export type RewardFields = { item: string, name: string, quantity: string, 
/**
 * It may be empty.
 */
icon: string, };

/**
 * The rows of a window into a long list that stays in Rust.
 */
export type Rows<T> = { 
/**
 * The index of the first row here, from 0.
 */
offset: number, 
/**
 * How many rows the whole list has under the filter in force.
 */
total: number, rows: Array<T>, };

export type SaveAs = { draft: DraftId, kind: SavedKind, name: string, };

export type SaveClubDraft = { draft: DraftId, fields: ClubFields, };

export type SaveDraft = { draft: DraftId, fields: TaskFields, };

export type SaveQuestDraft = { draft: DraftId, fields: QuestFields, };

/**
 * A saved group or template of this installation; made here.
 */
export type SavedId = string;

export type SavedKind = "group" | "template";

/**
 * What can be written with it.
 */
export type SavedOf = "call_out" | "mission" | "meeting";

/**
 * One of the list.
 */
export type SavedView = { id: SavedId, kind: SavedKind, of: SavedOf, name: string, changed_at: Time, 
/**
 * Of a template: its title, or the text of a mission or a meeting.
 */
title: string | null, 
/**
 * What is chosen, as ids: organisations, offices, people one by one.
 */
orgs: number, offices: number, people: number, excluded: number, 
/**
 * Of a mission.
 */
parts: number, };

/**
 * How the lock stands.
 */
export type ScreenLock = { 
/**
 * Nothing but this, the settings and unlocking is answered.
 */
locked: boolean, opened_by: OpenedBy, };

export type SeekPickerRow = { draft: DraftId, view: PickerView, query: string, typed: string, 
/**
 * The row that is looked at first.
 */
from: number, };

/**
 * A row of 任务集合情况 as this machine keeps it.
 */
export type SeenCheckIn = { 
/**
 * When this machine first saw them checked in: the protocol does not say
 * when somebody arrived. `null` for who has not.
 */
seen_at: Time | null, soldier: SoldierId, name: string, phone: string, office: string, status: CheckInStatus, im_user: string | null, };

/**
 * Whether the server knows us.
 */
export type SessionState = "signed_out" | "signed_in" | "ended";

/**
 * A passphrase for the screen lock, in place of the one that is set.
 */
export type SetLockPassphrase = { 
/**
 * Empty where none is set.
 */
current: string, new: string, };

/**
 * All settings. A field that a stored file lacks has its default.
 */
export type Settings = { language: Language, theme: Theme, density: Density, 
/**
 * Per cent, 80 to 200.
 */
zoom: number, 
/**
 * Phone numbers and whereabouts are masked until somebody asks for one.
 */
privacy: boolean, 
/**
 * In force once there is a passphrase that uncovers them.
 */
lock_after: LockAfter, 
/**
 * The ids of the columns that a table shows; a table that is not here
 * shows those it was made with.
 */
columns: { [key in TableName]?: Array<string> }, board: BoardLook, notify: Notify, };

/**
 * Some of the settings, each with its new value. Two that change different
 * settings at the same time do not undo each other.
 */
export type SettingsChange = Partial<Settings>;

export type Settle = { entry: OutboxId, verdict: Verdict, };

export type SignIn = { connection: ConnectionId, username: string, password: string, 
/**
 * The user agreed to send it unencrypted.
 */
allow_plain: boolean, };

export type SignInText = { connection: ConnectionId, 
/**
 * Of a code, as it was read or pasted.
 */
text: string, };

/**
 * How people sign in to a meeting, `sign_type`.
 */
export type SignInWay = "none" | "qr_code" | { "other": string };

/**
 * Whether people can sign in now, `time_to_sign`.
 */
export type SignInWindow = "not_yet" | "open" | "closed" | { "other": string };

export type SignOut = { connection: ConnectionId, 
/**
 * Removes what was cached of this connection as well.
 */
wipe: boolean, };

/**
 * How the requests to a WeClubs server are signed (`docs/protocols/weclubs.md`,
 * The signature).
 */
export type SignatureScheme = "md5_of_sha1" | "sha1";

/**
 * What a WeClubs server and its clients have agreed on to sign with. Prints
 * nothing.
 */
export type SigningSecret = string;

/**
 * 民兵 (soldier).
 */
export type SoldierId = string;

export type SomeQuests = { connection: ConnectionId, 
/**
 * 1 to 100; each is named once.
 */
quests: Array<QuestId>, };

/**
 * SOP 任务: it makes jobs, on some days or on all.
 */
export type SopTask = { id: SopTaskId, name: string, };

/**
 * SOP 任务 of a SopTask server.
 */
export type SopTaskId = string;

/**
 * What a SopTask server must be told with every call.
 */
export type SoptaskSettings = { 
/**
 * 公众号 id, a number: the owner of the server gives it out.
 */
uniacid: string, };

/**
 * Who sent it.
 */
export type Sponsor = { student: StudentId | null, name: string, avatar_url: string | null, };

/**
 * 员工 of an enterprise.
 */
export type StaffId = string;

export type StatusCount = { status: QuestStatus, quests: number, };

/**
 * When a step was, or is to be.
 */
export type Step = { milestone: Milestone, 
/**
 * `null` if it never came, or nobody knows when.
 */
at: Time | null, };

/**
 * What happened to the databases at the start; shown until dismissed.
 */
export type StoreNotice = { "kind": "key_gone", set_aside: string, } | { "kind": "cache_broken", set_aside: string, } | { "kind": "desk_broken", set_aside: string, };

/**
 * Whether the encrypted databases are open.
 */
export type Stores = "open" | "choose_passphrase" | "enter_passphrase" | "keychain_locked" | "unusable";

/**
 * People of a club with something in common.
 */
export type StudentGroup = { 
/**
 * Empty for those of whom it is not known.
 */
name: string, people: number, };

/**
 * 学生, and every user of a WeClubs server: they are one number there.
 */
export type StudentId = string;

/**
 * Some of a club's people.
 */
export type Students = { connection: ConnectionId, club: ClubId, 
/**
 * `null` for everybody.
 */
group: OneGroup | null, 
/**
 * Matches name, department, job, mobile: Chinese, pinyin or initials.
 */
filter: string, 
/**
 * These alone, as far as they are in the club.
 */
among?: Array<StudentId>, };

/**
 * A 子任务 as it was typed.
 */
export type SubMissionFields = { content: string, people: Array<StudentId>, };

/**
 * A table of which a user chooses the columns.
 */
export type TableName = "responses" | "calling" | "check_ins" | "people" | "positions" | "quests" | "mission_people";

/**
 * The answers to a task, counted from its rows.
 */
export type Tally = { notified: number, accepted: number, refused: number, 
/**
 * With a status that this version does not know.
 */
other: number, };

/**
 * Something a window shows that comes from a server.
 */
export type Target = { "kind": "tasks", connection: ConnectionId, list: TaskList, page: number, } | { "kind": "task", connection: ConnectionId, task: TaskId, } | { "kind": "people", connection: ConnectionId, task: TaskId, } | { "kind": "responses", connection: ConnectionId, task: TaskId, } | { "kind": "check_ins", connection: ConnectionId, task: TaskId, } | { "kind": "positions", connection: ConnectionId, task: TaskId, } | { "kind": "roster", connection: ConnectionId, } | { "kind": "club", connection: ConnectionId, view: ClubView, } | { "kind": "quests", connection: ConnectionId, view: QuestView, } | { "kind": "moments", connection: ConnectionId, view: MomentView, };

/**
 * 任务详情.
 */
export type TaskDetail = { summary: TaskSummary, place_at: Point | null, 
/**
 * Whether the signed-in account launched it, and so may finish it.
 */
is_launcher: boolean, };

/**
 * Everything of a draft that the form edits. Numbers and times are the text
 * in their fields.
 */
export type TaskFields = { mark: Mark, title: string, detail: string, 
/**
 * 征集人数
 */
wanted: string, 
/**
 * `YYYY-MM-DD HH:MM`, Beijing time.
 */
gather_at: string, 
/**
 * `YYYY-MM-DD HH:MM`, Beijing time.
 */
finish_at: string, place: DraftPlace, };

/**
 * A task that was read before.
 */
export type TaskHit = { connection: ConnectionId, task: TaskId, 
/**
 * The list that it stands in.
 */
list: TaskList, title: string, place: string, gather_at: Time | null, 
/**
 * As reckoned here.
 */
phase: Phase, fetched_at: Time, };

/**
 * 任务 of a militia server.
 */
export type TaskId = string;

/**
 * What a task follows up, and what follows it up.
 */
export type TaskLinks = { follows: FollowUpLink | null, 
/**
 * Oldest first.
 */
followed_by: Array<FollowUpLink>, };

/**
 * Which of the two lists of document 001.
 */
export type TaskList = "working" | "done";

/**
 * A row with the phase that its own times give.
 */
export type TaskRow = { summary: TaskSummary, 
/**
 * By the clock of its server and the task's times. Shown; where it differs
 * from `summary.phase`, both are.
 */
phase: Phase, 
/**
 * The outbox holds a finish that is not confirmed yet.
 */
finishing: boolean, 
/**
 * Figures of `summary` that were counted from rows, where the server says
 * otherwise.
 */
disagreements: Array<Disagreement<Figure>>, };

/**
 * A row of the lists. Counts are `null` where the server does not tell them.
 */
export type TaskSummary = { id: TaskId, title: string, 
/**
 * 发起单位/组织
 */
launched_by: string, launched_at: Time | null, gather_at: Time | null, finish_at: Time | null, place: string, 
/**
 * 目标征集人数
 */
wanted: number, 
/**
 * As the server says.
 */
phase: Phase, 
/**
 * 0–1 and above: accepted ÷ wanted while recruiting, checked in ÷
 * accepted while gathering.
 */
progress: number | null, responded: number | null, accepted: number | null, checked_in: number | null, };

export type TaskView = { detail: TaskDetail, phase: Phase, finishing: boolean, 
/**
 * As of a row.
 */
disagreements: Array<Disagreement<Figure>>, };

export type Theme = "system" | "light" | "dark";

/**
 * What connects somebody with a list.
 */
export type Through = { "kind": "heading", name: string, } | { "kind": "org", name: string, } | { "kind": "office", name: string, } | { "kind": "one_by_one" } | { "kind": "task", title: string, };

/**
 * Why a source shows nothing.
 */
export type TileProblem = { "kind": "missing" } | { "kind": "not_a_map" } | { "kind": "damaged" } | { "kind": "not_images" } | { "kind": "too_large" } | { "kind": "bad_address" } | { "kind": "unreachable" } | { "kind": "redirected" } | { "kind": "refused", status: number, } | { "kind": "no_tile" };

/**
 * An instant, in Unix milliseconds. A JSON number, a `number` in TypeScript.
 */
export type Time = number;

/**
 * In what a time limit is counted.
 */
export type TimeUnit = "second" | "minute" | "hour" | "day";

export type TogglePickerMatches = { draft: DraftId, view: PickerView, query: string, on: boolean, };

export type TogglePickerRow = { draft: DraftId, view: PickerView, key: string, on: boolean, };

/**
 * Of a row and everything below it.
 */
export type TriState = "off" | "mixed" | "on";

/**
 * A passphrase.
 */
export type Unlock = { passphrase: string, };

/**
 * For the rail, and for who works at something else.
 */
export type UnreadNotices = { unread: number, urgent: number, 
/**
 * The newest that nobody has read.
 */
newest: Notice | null, 
/**
 * It is of a kind that is shown beside the inbox too.
 */
wanted: boolean, };

export type UpdateConnection = { connection: ConnectionId, config: ConnectionConfig, };

/**
 * What the user decides of an unknown write.
 */
export type Verdict = { "kind": "arrived", task: TaskId, } | { "kind": "did_not_arrive" };

/**
 * Who is to post, and who is to see it. What is empty is not limited.
 */
export type VisibleRange = { 
/**
 * Accounts of staff who post.
 */
users: Array<string>, 
/**
 * Departments whose staff post.
 */
departments: Array<string>, 
/**
 * Tags of the customers who see it.
 */
tags: Array<string>, };

export type Watch = { targets: Array<Target>, visible: boolean, };

/**
 * What the owner of a WeClubs server has given out to its clients. What is
 * `None` or blank is as in the documents.
 */
export type WeclubsSettings = { 
/**
 * The kind of client that this one passes for.
 */
caller: string | null, secret: SigningSecret | null, signature: SignatureScheme, 
/**
 * The host in the texts of sign-in codes.
 */
code_host: string | null, };

export type Window = { offset: number, 
/**
 * At most 200; long texts make an answer shorter.
 */
limit: number, };

/**
 * What a write does.
 */
export type WriteKind = "publish_task" | "finish_task" | "publish_mission" | "publish_meeting" | "remind_mission" | "revert_mission" | "edit_meeting" | "remind_meeting" | "revert_meeting" | "end_meeting" | "sign_in_to_meeting" | "confirm_mission" | "finish_mission" | "confirm_meeting" | "leave_meeting" | "accept_quest" | "abandon_quest" | "complete_quest" | "claim_quest" | "accept_quests" | "claim_quests" | "create_quest" | "update_quest" | "delete_quest" | "reset_quests";

export interface Commands {
  /** Whether the stores are open, what happened to them, and the version. */
  app_info: { args: NoArgs; result: AppInfo };
  /** Opens the stores where no system store of secrets holds their key. The first call chooses the passphrase. */
  unlock: { args: Unlock; result: null };
  /** Covers every window until the lock's passphrase is given. */
  lock_screen: { args: NoArgs; result: null };
  /** `wrong_passphrase`; `try_later` after the fifth wrong guess. */
  unlock_screen: { args: Unlock; result: null };
  /** Sets the lock's passphrase, or another one. */
  set_lock_passphrase: { args: SetLockPassphrase; result: null };
  remove_lock_passphrase: { args: Unlock; result: null };
  /** The user has read the notice about the stores. */
  dismiss_notice: { args: NoArgs; result: null };
  get_settings: { args: NoArgs; result: Settings };
  /** Changes the settings that are given and answers all of them. */
  change_settings: { args: SettingsChange; result: Settings };
  /** Writes what helps to find a fault to a text file that the user names; null if they gave up. It holds no names, numbers, addresses or titles. */
  save_diagnostics: { args: NoArgs; result: Exported | null };
  /** Shows the log in the system's file manager; `not_found` where none is kept. */
  reveal_logs: { args: NoArgs; result: null };
  list_connections: { args: NoArgs; result: Array<Connection> };
  /** Asks the server something harmless; sends no password. */
  test_connection: { args: ConnectionConfig; result: ConnectionTest };
  add_connection: { args: ConnectionConfig; result: Connection };
  /** A changed address or kind ends the session. */
  update_connection: { args: UpdateConnection; result: Connection };
  /** Removes the connection with all that was cached of it. Its drafts go too; its outbox entries stay as a record. */
  remove_connection: { args: OneConnection; result: null };
  /** `not_encrypted` unless `allow_plain` where the password would cross the network in the clear. */
  sign_in: { args: SignIn; result: Connection };
  sign_out: { args: SignOut; result: Connection };
  /** Starts the built-in backend, makes its connection and signs in. */
  start_demo: { args: NoArgs; result: Connection };
  /** A page of a list, or with a filter every cached row that matches. */
  list_tasks: { args: ListTasks; result: Read<Page<TaskRow>> };
  get_task: { args: OneTask; result: Read<TaskView> };
  /** The offices and organisations that a task called, with their sizes. */
  list_task_groups: { args: ListGroups; result: Read<PeopleGroups> };
  list_task_people: { args: ListPeople; result: Read<Rows<Participant>> };
  get_response_board: { args: OneTask; result: Read<ResponseBoard> };
  list_responses: { args: ListResponses; result: Read<Rows<BoardPerson>> };
  get_check_in_board: { args: OneTask; result: Read<CheckInBoard> };
  list_check_ins: { args: ListCheckIns; result: Read<Rows<SeenCheckIn>> };
  /** The curve, the offices, and whether there will be enough. */
  get_response_picture: { args: OneTask; result: Read<ResponsePicture> };
  /** The arrivals over time and by office. */
  get_check_in_picture: { args: OneTask; result: Read<CheckInPicture> };
  /** Notes what came of phoning somebody; stays on this machine. */
  note_call: { args: NoteCall; result: CallNote | null };
  /** Hands somebody's number to the program that dials; `no_program` where there is none. */
  dial_person: { args: OneOnTask; result: null };
  /** A new draft for the unread or the refused, linked to the task. */
  follow_up: { args: FollowUp; result: DraftView };
  /** What a task follows up, and what follows it up. */
  get_task_links: { args: OneTask; result: TaskLinks };
  /** Shows the arrivals on a window of their own. */
  open_wall: { args: OneTask; result: null };
  /** The head of the gather map: the place, and who is where, counted. */
  get_position_board: { args: OneTask; result: Read<PositionBoard> };
  /** Every position for drawing, a page of columns at a time. */
  list_position_points: { args: ListPoints; result: Read<PositionPoints> };
  /** The people on the map as a table, or those of one cluster. */
  list_positions: { args: ListPositions; result: Read<Rows<PersonOnMap>> };
  /** A point in WGS-84, GCJ-02, BD-09, degrees and on the military grid. */
  describe_point: { args: DescribePoint; result: PointText };
  /** What a pasted text says: a pair in any notation, or a grid reference. Null for what is no coordinate. */
  parse_coordinates: { args: ParseCoordinates; result: Reading | null };
  /** What the task came to: its course, its figures, office by office. */
  get_packet: { args: OneTask; result: Read<Packet> };
  /** Ends the task on the server; through the outbox. Sends at once. */
  finish_task: { args: OneTask; result: OutboxView };
  /** The clubs that I administer, and those that I am in. */
  list_clubs: { args: OneConnection; result: Read<MyClubs> };
  /** A club's people by what they have in common. */
  list_club_groups: { args: ListClubGroups; result: Read<Rows<StudentGroup>> };
  list_club_students: { args: ListStudents; result: Read<Rows<ClubStudent>> };
  /** The ids of everybody whom such a list would show. */
  list_club_student_ids: { args: Students; result: Read<Array<StudentId>> };
  /** The missions that I published, newest first. */
  list_missions: { args: ListAffairs; result: Read<Rows<MissionRow>> };
  /** A mission's head: its figures, its parts with theirs. */
  get_mission: { args: OneMission; result: Read<MissionView> };
  list_mission_people: { args: ListMissionPeople; result: Read<Rows<MissionPersonRow>> };
  /** The meetings that I published, newest first. */
  list_meetings: { args: ListAffairs; result: Read<Rows<MeetingSummary>> };
  get_meeting: { args: OneMeeting; result: Read<MeetingView> };
  /** The head of the participation board, counted from the rows. */
  get_attendance_board: { args: OneMeeting; result: Read<AttendanceBoard> };
  list_attendees: { args: ListAttendees; result: Read<Rows<AttendeeRow>> };
  /** Reminds those who have not confirmed, or not finished. Sends at once. */
  remind_mission: { args: RemindMission; result: OutboxView };
  /** Takes a mission back. Sends at once. */
  revert_mission: { args: OneMission; result: OutboxView };
  /** Reminds those who have not confirmed. Sends at once. */
  remind_meeting: { args: OneMeeting; result: OutboxView };
  /** Takes a meeting back. Sends at once. */
  revert_meeting: { args: OneMeeting; result: OutboxView };
  /** Ends a meeting, and signing in to it. Sends at once. */
  end_meeting: { args: OneMeeting; result: OutboxView };
  /** Sends what differs from the meeting as it is cached, at once. */
  edit_meeting: { args: EditMeeting; result: ClubSent };
  /** A code of a meeting as of now, to be shown for ten seconds; notes that it is on screen. `not_permitted` for who does not lead its sign-in, `nothing_cached` while it is not known who does. */
  mint_sign_in_code: { args: OneMeeting; result: MintedCode };
  /** Shows the codes of a meeting on a window of their own. */
  open_projector: { args: OneMeeting; result: null };
  /** When codes of a meeting were on this machine's screen, the oldest first. */
  list_code_windows: { args: OneMeeting; result: Array<CodeWindow> };
  /** The sign-in code in a picture. */
  read_code_picture: { args: CodePicture; result: PictureRead };
  /** Signs me in to a meeting with the text of its code. Sends at once. */
  sign_in_to_meeting: { args: SignInText; result: ClubSent };
  /** The missions that any of my clubs gave me, newest first. */
  list_received_missions: { args: ListAffairs; result: Read<Rows<FromClub<ReceivedMission>>> };
  get_received_mission: { args: OneMission; result: Read<ReceivedMissionView> };
  /** The meetings that any of my clubs invited me to, newest first. */
  list_received_meetings: { args: ListAffairs; result: Read<Rows<FromClub<Invitation>>> };
  get_received_meeting: { args: OneMeeting; result: Read<ReceivedMeetingView> };
  /** Confirms or finishes what I was given, or a part of it. Sends at once. */
  reply_to_mission: { args: ReplyToMission; result: OutboxView };
  /** Confirms an invitation, or asks for leave. Sends at once. */
  reply_to_meeting: { args: ReplyToMeeting; result: ClubSent };
  /** The enterprises that I manage, and which of them is chosen. */
  list_enterprises: { args: OneConnection; result: Read<Enterprises> };
  /** From now on everything read is of this enterprise; what was cached of another one is forgotten. */
  choose_enterprise: { args: ChooseEnterprise; result: Connection };
  /** The tasks of the chosen enterprise, in the server's order. */
  list_moment_tasks: { args: ListMomentTasks; result: Read<Rows<SopTask>> };
  /** The sums over the jobs of a task, or over those of one day. */
  get_moment_board: { args: JobsOf; result: Read<MomentBoard> };
  /** The jobs themselves, newest first. */
  list_moment_jobs: { args: ListMomentJobs; result: Read<Rows<MomentJobView>> };
  /** The days on which a task has jobs, with their sums, the first one first: a calendar and a trend. */
  list_moment_days: { args: ListMomentDays; result: Read<MomentDays> };
  get_moment_job: { args: OneMomentJob; result: Read<MomentJobView> };
  /** A job's people, counted, beside what the list of jobs says of them. */
  get_posting_board: { args: OneMomentJob; result: Read<PostingBoard> };
  /** Who is to post a job, or only those who still are. */
  list_moment_people: { args: ListMomentPeople; result: Read<Rows<MomentPerson>> };
  /** Missions and meetings being written; the 200 that were changed last. */
  list_club_drafts: { args: OneConnection; result: Array<ClubDraftSummary> };
  new_club_draft: { args: NewClubDraft; result: ClubDraftView };
  get_club_draft: { args: OneDraft; result: ClubDraftView };
  /** Keeps the form as typed; answers what is in the way of sending it. */
  save_club_draft: { args: SaveClubDraft; result: ClubDraftView };
  delete_club_draft: { args: OneDraft; result: null };
  /** Puts the draft into the outbox; the first byte leaves ten seconds later. */
  publish_club_draft: { args: OneDraft; result: ClubSent };
  /** The head of the board, counted from its rows. */
  get_quest_board: { args: OneConnection; result: Read<QuestBoard> };
  /** The quests that a filter lets through, of all that are cached. */
  list_quests: { args: ListQuests; result: Read<Rows<Quest>> };
  get_quest: { args: OneQuest; result: Read<QuestDetail> };
  /** How far the account is with a quest, and with its parts. */
  get_quest_progress: { args: OneQuest; result: Read<QuestStanding> };
  /** What quests are sorted into: as the server names it, and as it was seen. */
  list_quest_categories: { args: OneConnection; result: Read<Array<Category>> };
  /** What admins did, newest first. */
  list_quest_audit: { args: ListAudit; result: Read<Rows<AuditEntry>> };
  /** Accepts a quest. Sends at once, as do all that follow; what the server wants the password for is held, with `password_needed`, until somebody signs in. */
  accept_quest: { args: OneQuest; result: OutboxView };
  abandon_quest: { args: OneQuest; result: OutboxView };
  complete_quest: { args: OneQuest; result: OutboxView };
  claim_quest: { args: OneQuest; result: OutboxView };
  /** Accepts up to 100 quests at once; `list_quest_results` says what became of each. */
  accept_quests: { args: SomeQuests; result: OutboxView };
  /** Claims the rewards of up to 100 quests at once. */
  claim_quests: { args: SomeQuests; result: OutboxView };
  /** What became of each quest of a batch. */
  list_quest_results: { args: ListResults; result: Rows<QuestResult> };
  delete_quest: { args: OneQuest; result: OutboxView };
  /** Sets quests of one reset type back, for everybody. */
  reset_quests: { args: ResetQuests; result: OutboxView };
  /** Quests being written or changed; the 200 that were changed last. */
  list_quest_drafts: { args: OneConnection; result: Array<QuestDraftSummary> };
  /** A form for a new quest, or for one whose detail was read. */
  new_quest_draft: { args: NewQuestDraft; result: QuestDraftView };
  get_quest_draft: { args: OneDraft; result: QuestDraftView };
  /** Keeps the form as typed; answers what is in the way of sending it. */
  save_quest_draft: { args: SaveQuestDraft; result: QuestDraftView };
  delete_quest_draft: { args: OneDraft; result: null };
  /** Creates the quest, or sends what was changed of it, at once. */
  send_quest_draft: { args: OneDraft; result: QuestSent };
  /** The 200 that were changed last. */
  list_drafts: { args: ListDrafts; result: Array<DraftSummary> };
  new_draft: { args: NewDraft; result: DraftView };
  get_draft: { args: OneDraft; result: DraftView };
  /** Keeps the form as typed; answers what is in the way of sending it. */
  save_draft: { args: SaveDraft; result: DraftView };
  delete_draft: { args: OneDraft; result: null };
  /** Whether offices can be chosen, and the saved places: as many as fit. */
  get_publish_info: { args: ListPlaces; result: Read<PublishPlaces> };
  /** What would be sent; `invalid` with every problem otherwise. */
  rehearse_draft: { args: OneDraft; result: Rehearsal };
  /** Puts the draft into the outbox; the first byte leaves ten seconds later. */
  publish_task: { args: OneDraft; result: OutboxView };
  /** The running total. `value` is null until the roster was fetched once. */
  get_picker: { args: OneDraft; result: Read<PickerTotals> };
  /** The visible rows of a view under a query (Chinese, pinyin, initials). */
  list_picker_rows: { args: ListPickerRows; result: Read<Rows<PickerRow>> };
  /** Selects or clears a row and everything below it. */
  toggle_picker_row: { args: TogglePickerRow; result: PickerTotals };
  /** The row from `from` on, around the end, whose name begins with what was typed (Chinese, pinyin, initials); null where none does. */
  seek_picker_row: { args: SeekPickerRow; result: number | null };
  /** The people behind one of the totals: who is chosen twice and through what, who is on another task, who was excluded and from what. */
  list_picker_people: { args: ListPickerPeople; result: Read<Rows<PickerEntry>> };
  /** The tasks that overlap the draft's time; 50 at most. */
  list_overlapping_tasks: { args: OneDraft; result: Array<OverlappingTask> };
  /** Opens or closes a row; answers how many rows the view has now. */
  expand_picker_row: { args: ExpandPickerRow; result: number };
  /** Selects or clears everything that a query shows; all, without a query. */
  toggle_picker_matches: { args: TogglePickerMatches; result: PickerTotals };
  /** Groups and templates of a connection, by name: as many as fit. */
  list_saved: { args: ListSaved; result: Rows<SavedView> };
  /** Keeps a draft's recipients as a group, or all but its times as a template, also of a mission or a meeting; in place of what has that name. */
  save_as: { args: SaveAs; result: SavedView };
  /** In place of what has that name. */
  rename_saved: { args: RenameSaved; result: null };
  delete_saved: { args: OneSaved; result: null };
  /** Adds the recipients of a group to a draft's. */
  add_saved: { args: AddSaved; result: PickerTotals };
  draft_from_template: { args: OneSaved; result: DraftView };
  club_draft_from_template: { args: OneSaved; result: ClubDraftView };
  /** Publish again: a new draft of what a task was, without its times. `nothing_cached` until its detail, its people and the roster were read. */
  draft_from_task: { args: OneTask; result: DraftView };
  /** The base maps, which of them is chosen, and how much of them is kept. */
  get_map_sources: { args: NoArgs; result: MapSources };
  /** Asks the user for an MBTiles or PMTiles file and adds it, chosen. */
  add_map_file: { args: NoArgs; result: AddedMap };
  /** Adds a server of tiles, chosen. Judges the address and asks nobody. */
  add_map_address: { args: NewAddress; result: AddedMap };
  change_map_source: { args: ChangeSource; result: MapSource };
  choose_map_source: { args: ChooseSource; result: MapSources };
  /** Removes the source and its kept tiles. A file stays where it is. */
  remove_map_source: { args: OneSource; result: null };
  /** Asks for one tile, of the lowest zoom. */
  test_map_source: { args: OneSource; result: MapTest };
  /** Forgets the kept tiles of every server. */
  clear_map_tiles: { args: NoArgs; result: MapSources };
  /** Newest first; of one draft or task where it is named. */
  list_outbox: { args: OutboxWindow; result: Rows<OutboxView> };
  count_outbox: { args: NoArgs; result: OutboxCounts };
  /** Before the first byte left; answers the draft it came from. */
  take_back: { args: OneEntry; result: DraftId | null };
  /** Ends the ten seconds early. */
  send_now: { args: OneEntry; result: OutboxView };
  /** Reads the lists again to find out what became of an unknown write. */
  search_again: { args: OneEntry; result: OutboxView };
  /** The user settles an unknown write. */
  settle: { args: Settle; result: OutboxView };
  /** What I did, newest first. */
  list_activity: { args: Window; result: Rows<Activity> };
  /** The inbox, newest first. It keeps 90 days and 1 000 lines. */
  list_notices: { args: ListNotices; result: Rows<Notice> };
  /** One line, for who opens it. */
  get_notice: { args: OneNotice; result: Notice };
  count_unread: { args: NoArgs; result: UnreadNotices };
  mark_notices_read: { args: ReadNotices; result: null };
  /** Whether notices can be shown outside of the windows, as far as tried. */
  get_popups: { args: NoArgs; result: PopupState };
  /** Shows one outside of the windows; `no_program` where the system has nothing for it. */
  try_popup: { args: NoArgs; result: null };
  /** Writes a listing to a file that the user names; null if they gave up. */
  export_table: { args: ExportTable; result: Exported | null };
  /** Writes what a task came to as a workbook of several sheets. */
  export_packet: { args: ExportPacket; result: Exported | null };
  /** Rows of a listing as text for the clipboard: as many as fit. */
  copy_table: { args: CopyTable; result: Copied };
  /** Rows of a listing for a printed page: as many as fit. */
  print_table: { args: CopyTable; result: PrintedTable };
  /** Shows an exported file in the system's file manager. */
  reveal_export: { args: OneExport; result: null };
  /** Tasks, people and quests over all connections, in what is cached; at most 50 of each, the best first. */
  find: { args: Find; result: Found };
  /** A person's phone, office, and the tasks they are on, as far as cached. */
  get_person: { args: OnePerson; result: PersonCard };
  /** What this window shows now: it is kept fresh by the polling schedule until the window says otherwise or closes, and only while it is `visible`. Every window has a set of its own. */
  watch: { args: Watch; result: null };
  /** Fetches now. The read itself is answered by the other commands. */
  refresh: { args: Refresh; result: null };
}
