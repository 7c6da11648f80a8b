//! The table of commands: the only list of what the UI can ask. Dispatch, the
//! TypeScript bindings and the documentation follow from it.

mod app;
pub(crate) mod clubs;
mod connections;
mod dispatch;
mod drafts;
pub(crate) mod export;
mod find;
mod inbox;
mod live;
pub(crate) mod map;
pub(crate) mod maps;
pub(crate) mod moments;
mod outbox;
mod picker;
pub(crate) mod quests;
mod saved;
pub(crate) mod tasks;

use crate::{
    client::{Caller, Client},
    settings::SettingsChange,
};
pub(crate) use app::{AppInfo, StoreNotice, Stores};
pub use dispatch::{Access, Command, NoArgs};
use dispatch::{admit, commands, read_args, uncovered, while_locked, write_answer};
pub(crate) use drafts::{DraftSummary, ListPlaces, PublishPlaces};
pub(crate) use find::{
    Find, Found, OnePerson, PersonCard, PersonHit, PersonTask, QuestHit, TaskHit,
};
pub(crate) use live::{ClubView, MomentView, QuestView, Target};
use muster_domain::{
    board::{CallNote, CheckInBoard, ResponseBoard, SeenCheckIn},
    club::{ClubStudent, MyClubs},
    connection::{Connection, ConnectionConfig, ConnectionTest},
    draft::{DraftView, Rehearsal},
    error::AppError,
    geo::{PointText, Reading},
    id::{DraftId, StudentId},
    map::{AddedMap, MapSource, MapSources, MapTest},
    meeting::{AttendanceBoard, CodeWindow, MeetingSummary},
    moment::{Enterprises, MomentBoard, MomentPerson, PostingBoard, SopTask},
    notice::{Notice, PopupState},
    outbox::Activity,
    packet::Packet,
    picker::{OverlappingTask, PickerEntry, PickerRow, PickerTotals},
    position::{PersonOnMap, PositionBoard, PositionPoints},
    quest::{AuditEntry, Category, Quest, QuestDetail},
    read::{Page, Read, Rows},
    received::{FromClub, ReceivedMission},
    saved::SavedView,
    settings::Settings,
    task::Participant,
};
pub(crate) use outbox::OutboxCounts;
use serde_json::Value;

commands! {
    /// Whether the stores are open, what happened to them, and the version.
    Read + WhileLocked app_info(NoArgs) -> AppInfo = app::info;
    /// Opens the stores where no system store of secrets holds their key. The
    /// first call chooses the passphrase.
    Write unlock(app::Unlock) -> () = app::unlock;
    /// Covers every window until the lock's passphrase is given.
    Write + WhileLocked lock_screen(NoArgs) -> () = app::lock_screen;
    /// `wrong_passphrase`; `try_later` after the fifth wrong guess.
    Write + WhileLocked unlock_screen(app::Unlock) -> () = app::unlock_screen;
    /// Sets the lock's passphrase, or another one.
    Write set_lock_passphrase(app::SetLockPassphrase) -> () = app::set_lock_passphrase;
    Write remove_lock_passphrase(app::Unlock) -> () = app::remove_lock_passphrase;
    /// The user has read the notice about the stores.
    Write dismiss_notice(NoArgs) -> () = app::dismiss_notice;
    Read + WhileLocked get_settings(NoArgs) -> Settings = app::get_settings;
    /// Changes the settings that are given and answers all of them.
    Write change_settings(SettingsChange) -> Settings = app::change_settings;
    /// Writes what helps to find a fault to a text file that the user names;
    /// null if they gave up. It holds no names, numbers, addresses or titles.
    Write save_diagnostics(NoArgs) -> Option<export::Exported> = app::save_diagnostics;
    /// Shows the log in the system's file manager; `not_found` where none is kept.
    Write reveal_logs(NoArgs) -> () = app::reveal_logs;

    Read list_connections(NoArgs) -> Vec<Connection> = connections::list;
    /// Asks the server something harmless; sends no password.
    Write test_connection(ConnectionConfig) -> ConnectionTest = connections::test;
    Write add_connection(ConnectionConfig) -> Connection = connections::add;
    /// A changed address or kind ends the session.
    Write update_connection(connections::Update) -> Connection = connections::update;
    /// Removes the connection with all that was cached of it. Its drafts go
    /// too; its outbox entries stay as a record.
    Write remove_connection(connections::One) -> () = connections::remove;
    /// `not_encrypted` unless `allow_plain` where the password would cross the
    /// network in the clear.
    Write sign_in(connections::SignIn) -> Connection = connections::sign_in;
    Write sign_out(connections::SignOut) -> Connection = connections::sign_out;
    /// Starts the built-in backend, makes its connection and signs in.
    Write start_demo(NoArgs) -> Connection = connections::start_demo;

    /// A page of a list, or with a filter every cached row that matches.
    Read list_tasks(tasks::ListTasks) -> Read<Page<tasks::TaskRow>> = tasks::list;
    Read get_task(tasks::OneTask) -> Read<tasks::TaskView> = tasks::get;
    /// The offices and organisations that a task called, with their sizes.
    Read list_task_groups(tasks::ListGroups) -> Read<tasks::PeopleGroups> = tasks::groups;
    Read list_task_people(tasks::ListPeople) -> Read<Rows<Participant>> = tasks::people;
    Read get_response_board(tasks::OneTask) -> Read<ResponseBoard> = tasks::response_board;
    Read list_responses(tasks::ListResponses) -> Read<Rows<tasks::BoardPerson>> = tasks::responses;
    Read get_check_in_board(tasks::OneTask) -> Read<CheckInBoard> = tasks::check_in_board;
    Read list_check_ins(tasks::ListCheckIns) -> Read<Rows<SeenCheckIn>> = tasks::check_ins;
    /// The curve, the offices, and whether there will be enough.
    Read get_response_picture(tasks::OneTask) -> Read<tasks::ResponsePicture> = tasks::response_picture;
    /// The arrivals over time and by office.
    Read get_check_in_picture(tasks::OneTask) -> Read<tasks::CheckInPicture> = tasks::check_in_picture;
    /// Notes what came of phoning somebody; stays on this machine.
    Write note_call(tasks::NoteCall) -> Option<CallNote> = tasks::note_call;
    /// Hands somebody's number to the program that dials; `no_program` where
    /// there is none.
    Write dial_person(tasks::OneOnTask) -> () = tasks::dial;
    /// A new draft for the unread or the refused, linked to the task.
    Write follow_up(tasks::FollowUp) -> DraftView = tasks::follow_up;
    /// What a task follows up, and what follows it up.
    Read get_task_links(tasks::OneTask) -> tasks::TaskLinks = tasks::links;
    /// Shows the arrivals on a window of their own.
    Write open_wall(tasks::OneTask) -> () = tasks::open_wall;
    /// The head of the gather map: the place, and who is where, counted.
    Read get_position_board(tasks::OneTask) -> Read<PositionBoard> = map::board;
    /// Every position for drawing, a page of columns at a time.
    Read list_position_points(map::ListPoints) -> Read<PositionPoints> = map::points;
    /// The people on the map as a table, or those of one cluster.
    Read list_positions(map::ListPositions) -> Read<Rows<PersonOnMap>> = map::people;
    /// A point in WGS-84, GCJ-02, BD-09, degrees and on the military grid.
    Read describe_point(map::DescribePoint) -> PointText = map::describe;
    /// What a pasted text says: a pair in any notation, or a grid reference.
    /// Null for what is no coordinate.
    Read parse_coordinates(map::ParseCoordinates) -> Option<Reading> = map::parse;
    /// What the task came to: its course, its figures, office by office.
    Read get_packet(tasks::OneTask) -> Read<Packet> = tasks::packet;
    /// Ends the task on the server; through the outbox. Sends at once.
    Write finish_task(tasks::OneTask) -> outbox::OutboxView = tasks::finish;

    /// The clubs that I administer, and those that I am in.
    Read list_clubs(connections::One) -> Read<MyClubs> = clubs::list;
    /// A club's people by what they have in common.
    Read list_club_groups(clubs::ListClubGroups) -> Read<Rows<clubs::StudentGroup>> = clubs::groups;
    Read list_club_students(clubs::ListStudents) -> Read<Rows<ClubStudent>> = clubs::students;
    /// The ids of everybody whom such a list would show.
    Read list_club_student_ids(clubs::Students) -> Read<Vec<StudentId>> = clubs::student_ids;
    /// The missions that I published, newest first.
    Read list_missions(clubs::ListAffairs) -> Read<Rows<clubs::missions::MissionRow>> = clubs::missions::list;
    /// A mission's head: its figures, its parts with theirs.
    Read get_mission(clubs::OneMission) -> Read<clubs::missions::MissionView> = clubs::missions::get;
    Read list_mission_people(clubs::missions::ListMissionPeople) -> Read<Rows<clubs::missions::MissionPersonRow>> = clubs::missions::people;
    /// The meetings that I published, newest first.
    Read list_meetings(clubs::ListAffairs) -> Read<Rows<MeetingSummary>> = clubs::meetings::list;
    Read get_meeting(clubs::OneMeeting) -> Read<clubs::meetings::MeetingView> = clubs::meetings::get;
    /// The head of the participation board, counted from the rows.
    Read get_attendance_board(clubs::OneMeeting) -> Read<AttendanceBoard> = clubs::meetings::board;
    Read list_attendees(clubs::meetings::ListAttendees) -> Read<Rows<clubs::meetings::AttendeeRow>> = clubs::meetings::attendees;
    /// Reminds those who have not confirmed, or not finished. Sends at once.
    Write remind_mission(clubs::missions::RemindMission) -> outbox::OutboxView = clubs::missions::remind;
    /// Takes a mission back. Sends at once.
    Write revert_mission(clubs::OneMission) -> outbox::OutboxView = clubs::missions::revert;
    /// Reminds those who have not confirmed. Sends at once.
    Write remind_meeting(clubs::OneMeeting) -> outbox::OutboxView = clubs::meetings::remind;
    /// Takes a meeting back. Sends at once.
    Write revert_meeting(clubs::OneMeeting) -> outbox::OutboxView = clubs::meetings::revert;
    /// Ends a meeting, and signing in to it. Sends at once.
    Write end_meeting(clubs::OneMeeting) -> outbox::OutboxView = clubs::meetings::end;
    /// Sends what differs from the meeting as it is cached, at once.
    Write edit_meeting(clubs::meetings::EditMeeting) -> clubs::ClubSent = clubs::meetings::edit;
    /// A code of a meeting as of now, to be shown for ten seconds; notes that
    /// it is on screen. `not_permitted` for who does not lead its sign-in,
    /// `nothing_cached` while it is not known who does.
    Read mint_sign_in_code(clubs::OneMeeting) -> clubs::codes::MintedCode = clubs::codes::mint;
    /// Shows the codes of a meeting on a window of their own.
    Write open_projector(clubs::OneMeeting) -> () = clubs::codes::open_projector;
    /// When codes of a meeting were on this machine's screen, the oldest first.
    Read list_code_windows(clubs::OneMeeting) -> Vec<CodeWindow> = clubs::codes::windows;
    /// The sign-in code in a picture.
    Read read_code_picture(clubs::codes::CodePicture) -> clubs::codes::PictureRead = clubs::codes::read_picture;
    /// Signs me in to a meeting with the text of its code. Sends at once.
    Write sign_in_to_meeting(clubs::codes::SignInText) -> clubs::ClubSent = clubs::codes::sign_in;

    /// The missions that any of my clubs gave me, newest first.
    Read list_received_missions(clubs::ListAffairs) -> Read<Rows<FromClub<ReceivedMission>>> = clubs::received::missions;
    Read get_received_mission(clubs::OneMission) -> Read<clubs::received::ReceivedMissionView> = clubs::received::mission;
    /// The meetings that any of my clubs invited me to, newest first.
    Read list_received_meetings(clubs::ListAffairs) -> Read<Rows<FromClub<clubs::received::Invitation>>> = clubs::received::meetings;
    Read get_received_meeting(clubs::OneMeeting) -> Read<clubs::received::ReceivedMeetingView> = clubs::received::meeting;
    /// Confirms or finishes what I was given, or a part of it. Sends at once.
    Write reply_to_mission(clubs::received::ReplyToMission) -> outbox::OutboxView = clubs::received::reply_to_mission;
    /// Confirms an invitation, or asks for leave. Sends at once.
    Write reply_to_meeting(clubs::received::ReplyToMeeting) -> clubs::ClubSent = clubs::received::reply_to_meeting;

    /// The enterprises that I manage, and which of them is chosen.
    Read list_enterprises(connections::One) -> Read<Enterprises> = moments::enterprises;
    /// From now on everything read is of this enterprise; what was cached of
    /// another one is forgotten.
    Write choose_enterprise(moments::ChooseEnterprise) -> Connection = moments::choose;
    /// The tasks of the chosen enterprise, in the server's order.
    Read list_moment_tasks(moments::ListMomentTasks) -> Read<Rows<SopTask>> = moments::tasks;
    /// The sums over the jobs of a task, or over those of one day.
    Read get_moment_board(moments::JobsOf) -> Read<MomentBoard> = moments::board;
    /// The jobs themselves, newest first.
    Read list_moment_jobs(moments::ListMomentJobs) -> Read<Rows<moments::MomentJobView>> = moments::jobs;
    /// The days on which a task has jobs, with their sums, the first one first:
    /// a calendar and a trend.
    Read list_moment_days(moments::ListMomentDays) -> Read<moments::MomentDays> = moments::days;
    Read get_moment_job(moments::OneMomentJob) -> Read<moments::MomentJobView> = moments::job;
    /// A job's people, counted, beside what the list of jobs says of them.
    Read get_posting_board(moments::OneMomentJob) -> Read<PostingBoard> = moments::posting_board;
    /// Who is to post a job, or only those who still are.
    Read list_moment_people(moments::ListMomentPeople) -> Read<Rows<MomentPerson>> = moments::people;

    /// Missions and meetings being written; the 200 that were changed last.
    Read list_club_drafts(connections::One) -> Vec<clubs::drafts::ClubDraftSummary> = clubs::drafts::list;
    Write new_club_draft(clubs::drafts::NewClubDraft) -> clubs::drafts::ClubDraftView = clubs::drafts::new;
    Read get_club_draft(drafts::OneDraft) -> clubs::drafts::ClubDraftView = clubs::drafts::get;
    /// Keeps the form as typed; answers what is in the way of sending it.
    Write save_club_draft(clubs::drafts::SaveClubDraft) -> clubs::drafts::ClubDraftView = clubs::drafts::save;
    Write delete_club_draft(drafts::OneDraft) -> () = clubs::drafts::delete;
    /// Puts the draft into the outbox; the first byte leaves ten seconds later.
    Write publish_club_draft(drafts::OneDraft) -> clubs::ClubSent = clubs::drafts::publish;

    /// The head of the board, counted from its rows.
    Read get_quest_board(connections::One) -> Read<quests::QuestBoard> = quests::board;
    /// The quests that a filter lets through, of all that are cached.
    Read list_quests(quests::ListQuests) -> Read<Rows<Quest>> = quests::list;
    Read get_quest(quests::OneQuest) -> Read<QuestDetail> = quests::get;
    /// How far the account is with a quest, and with its parts.
    Read get_quest_progress(quests::OneQuest) -> Read<quests::QuestStanding> = quests::progress;
    /// What quests are sorted into: as the server names it, and as it was seen.
    Read list_quest_categories(connections::One) -> Read<Vec<Category>> = quests::categories;
    /// What admins did, newest first.
    Read list_quest_audit(quests::ListAudit) -> Read<Rows<AuditEntry>> = quests::audit;
    /// Accepts a quest. Sends at once, as do all that follow; what the server
    /// wants the password for is held, with `password_needed`, until somebody
    /// signs in.
    Write accept_quest(quests::OneQuest) -> outbox::OutboxView = quests::acts::accept;
    Write abandon_quest(quests::OneQuest) -> outbox::OutboxView = quests::acts::abandon;
    Write complete_quest(quests::OneQuest) -> outbox::OutboxView = quests::acts::complete;
    Write claim_quest(quests::OneQuest) -> outbox::OutboxView = quests::acts::claim;
    /// Accepts up to 100 quests at once; `list_quest_results` says what became
    /// of each.
    Write accept_quests(quests::acts::SomeQuests) -> outbox::OutboxView = quests::acts::accept_many;
    /// Claims the rewards of up to 100 quests at once.
    Write claim_quests(quests::acts::SomeQuests) -> outbox::OutboxView = quests::acts::claim_many;
    /// What became of each quest of a batch.
    Read list_quest_results(quests::acts::ListResults) -> Rows<quests::acts::QuestResult> = quests::acts::results;
    Write delete_quest(quests::OneQuest) -> outbox::OutboxView = quests::acts::delete;
    /// Sets quests of one reset type back, for everybody.
    Write reset_quests(quests::acts::ResetQuests) -> outbox::OutboxView = quests::acts::reset;
    /// Quests being written or changed; the 200 that were changed last.
    Read list_quest_drafts(connections::One) -> Vec<quests::drafts::QuestDraftSummary> = quests::drafts::list;
    /// A form for a new quest, or for one whose detail was read.
    Write new_quest_draft(quests::drafts::NewQuestDraft) -> quests::drafts::QuestDraftView = quests::drafts::new;
    Read get_quest_draft(drafts::OneDraft) -> quests::drafts::QuestDraftView = quests::drafts::get;
    /// Keeps the form as typed; answers what is in the way of sending it.
    Write save_quest_draft(quests::drafts::SaveQuestDraft) -> quests::drafts::QuestDraftView = quests::drafts::save;
    Write delete_quest_draft(drafts::OneDraft) -> () = quests::drafts::delete;
    /// Creates the quest, or sends what was changed of it, at once.
    Write send_quest_draft(drafts::OneDraft) -> quests::drafts::QuestSent = quests::drafts::send;

    /// The 200 that were changed last.
    Read list_drafts(drafts::ListDrafts) -> Vec<DraftSummary> = drafts::list;
    Write new_draft(drafts::NewDraft) -> DraftView = drafts::new;
    Read get_draft(drafts::OneDraft) -> DraftView = drafts::get;
    /// Keeps the form as typed; answers what is in the way of sending it.
    Write save_draft(drafts::SaveDraft) -> DraftView = drafts::save;
    Write delete_draft(drafts::OneDraft) -> () = drafts::delete;
    /// Whether offices can be chosen, and the saved places: as many as fit.
    Read get_publish_info(ListPlaces) -> Read<PublishPlaces> = drafts::publish_info;
    /// What would be sent; `invalid` with every problem otherwise.
    Read rehearse_draft(drafts::OneDraft) -> Rehearsal = drafts::rehearse;
    /// Puts the draft into the outbox; the first byte leaves ten seconds later.
    Write publish_task(drafts::OneDraft) -> outbox::OutboxView = drafts::publish;

    /// The running total. `value` is null until the roster was fetched once.
    Read get_picker(drafts::OneDraft) -> Read<PickerTotals> = picker::totals;
    /// The visible rows of a view under a query (Chinese, pinyin, initials).
    Read list_picker_rows(picker::ListRows) -> Read<Rows<PickerRow>> = picker::rows;
    /// Selects or clears a row and everything below it.
    Write toggle_picker_row(picker::Toggle) -> PickerTotals = picker::toggle;
    /// The row from `from` on, around the end, whose name begins with what was
    /// typed (Chinese, pinyin, initials); null where none does.
    Read seek_picker_row(picker::Seek) -> Option<u32> = picker::seek;
    /// The people behind one of the totals: who is chosen twice and through
    /// what, who is on another task, who was excluded and from what.
    Read list_picker_people(picker::ListPickerPeople) -> Read<Rows<PickerEntry>> = picker::people;
    /// The tasks that overlap the draft's time; 50 at most.
    Read list_overlapping_tasks(drafts::OneDraft) -> Vec<OverlappingTask> = picker::overlapping;
    /// Opens or closes a row; answers how many rows the view has now.
    Write expand_picker_row(picker::Expand) -> u32 = picker::expand;
    /// Selects or clears everything that a query shows; all, without a query.
    Write toggle_picker_matches(picker::ToggleMatches) -> PickerTotals = picker::toggle_matches;

    /// Groups and templates of a connection, by name: as many as fit.
    Read list_saved(saved::ListSaved) -> Rows<SavedView> = saved::list;
    /// Keeps a draft's recipients as a group, or all but its times as a
    /// template, also of a mission or a meeting; in place of what has that name.
    Write save_as(saved::SaveAs) -> SavedView = saved::save;
    /// In place of what has that name.
    Write rename_saved(saved::RenameSaved) -> () = saved::rename;
    Write delete_saved(saved::OneSaved) -> () = saved::delete;
    /// Adds the recipients of a group to a draft's.
    Write add_saved(saved::AddSaved) -> PickerTotals = saved::add;
    Write draft_from_template(saved::OneSaved) -> DraftView = saved::draft_from_template;
    Write club_draft_from_template(saved::OneSaved) -> clubs::drafts::ClubDraftView = saved::club_draft_from_template;
    /// Publish again: a new draft of what a task was, without its times.
    /// `nothing_cached` until its detail, its people and the roster were read.
    Write draft_from_task(tasks::OneTask) -> DraftView = saved::draft_from_task;

    /// The base maps, which of them is chosen, and how much of them is kept.
    Read get_map_sources(NoArgs) -> MapSources = maps::list;
    /// Asks the user for an MBTiles or PMTiles file and adds it, chosen.
    Write add_map_file(NoArgs) -> AddedMap = maps::add_file;
    /// Adds a server of tiles, chosen. Judges the address and asks nobody.
    Write add_map_address(maps::NewAddress) -> AddedMap = maps::add_address;
    Write change_map_source(maps::ChangeSource) -> MapSource = maps::change;
    Write choose_map_source(maps::ChooseSource) -> MapSources = maps::choose;
    /// Removes the source and its kept tiles. A file stays where it is.
    Write remove_map_source(maps::OneSource) -> () = maps::remove;
    /// Asks for one tile, of the lowest zoom.
    Read test_map_source(maps::OneSource) -> MapTest = maps::test;
    /// Forgets the kept tiles of every server.
    Write clear_map_tiles(NoArgs) -> MapSources = maps::clear;

    /// Newest first; of one draft or task where it is named.
    Read list_outbox(outbox::OutboxWindow) -> Rows<outbox::OutboxView> = outbox::list;
    Read count_outbox(NoArgs) -> OutboxCounts = outbox::count;
    /// Before the first byte left; answers the draft it came from.
    Write take_back(outbox::OneEntry) -> Option<DraftId> = outbox::take_back;
    /// Ends the ten seconds early.
    Write send_now(outbox::OneEntry) -> outbox::OutboxView = outbox::send_now;
    /// Reads the lists again to find out what became of an unknown write.
    Write search_again(outbox::OneEntry) -> outbox::OutboxView = outbox::search_again;
    /// The user settles an unknown write.
    Write settle(outbox::Settle) -> outbox::OutboxView = outbox::settle;
    /// What I did, newest first.
    Read list_activity(outbox::Window) -> Rows<Activity> = outbox::activity;

    /// The inbox, newest first. It keeps 90 days and 1 000 lines.
    Read list_notices(inbox::ListNotices) -> Rows<Notice> = inbox::list;
    /// One line, for who opens it.
    Read get_notice(inbox::OneNotice) -> Notice = inbox::get;
    Read count_unread(NoArgs) -> inbox::UnreadNotices = inbox::count;
    Write mark_notices_read(inbox::ReadNotices) -> () = inbox::mark_read;
    /// Whether notices can be shown outside of the windows, as far as tried.
    Read get_popups(NoArgs) -> PopupState = inbox::popups;
    /// Shows one outside of the windows; `no_program` where the system has
    /// nothing for it.
    Write try_popup(NoArgs) -> () = inbox::try_popup;

    /// Writes a listing to a file that the user names; null if they gave up.
    Write export_table(export::ExportTable) -> Option<export::Exported> = export::table;
    /// Writes what a task came to as a workbook of several sheets.
    Write export_packet(export::ExportPacket) -> Option<export::Exported> = export::packet;
    /// Rows of a listing as text for the clipboard: as many as fit.
    Write copy_table(export::CopyTable) -> export::Copied = export::copy;
    /// Rows of a listing for a printed page: as many as fit.
    Write print_table(export::CopyTable) -> export::PrintedTable = export::print;
    /// Shows an exported file in the system's file manager.
    Write reveal_export(export::OneExport) -> () = export::reveal;

    /// Tasks, people and quests over all connections, in what is cached; at most
    /// 50 of each, the best first.
    Read find(Find) -> Found = find::find;
    /// A person's phone, office, and the tasks they are on, as far as cached.
    Read get_person(OnePerson) -> PersonCard = find::person;

    /// What this window shows now: it is kept fresh by the polling schedule
    /// until the window says otherwise or closes, and only while it is
    /// `visible`. Every window has a set of its own.
    Read + WhileLocked watch(live::Watch) of window -> () = live::watch;
    /// Fetches now. The read itself is answered by the other commands.
    Read refresh(live::Refresh) -> () = live::refresh;
}

#[cfg(test)]
mod tests;
