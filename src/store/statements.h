/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every statement the room runs, as literal SQL: nothing is ever pasted together from data.
 * Parameters are bound in the order they stand in.
 */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#include "stige/store/events.h"

#define OFFICE_COLUMNS "id, code, name, wage_job, wage_education, wage_period, wage_basis"
#define CASEWORKER_COLUMNS \
	"id, office, created, initials, login, role, active, wage_period, wage_basis, name, pin"
#define KEY_COLUMNS "id, caseworker, at, passes, memory, salt, secret, data_key, public_key"
/* The assignment that runs is the youngest without an end: after a merge there may be two. */
#define CLIENT_SELECT \
	"SELECT c.id, c.office, c.number, c.case_no, c.created, c.name, c.birth, c.journal_no, " \
		"c.education, " \
	"c.benefit, c.benefit_since, c.goal, c.goal_reason, c.status, c.paused_until, c.excluded, " \
	"c.excluded_reason, c.excluded_until, a.caseworker, a.since, " \
	"(SELECT count(*) FROM assignment n WHERE n.client = c.id AND (n.until IS NULL OR n.until >= n.since)), " \
	"c.cpr, c.protected, c.restricted, " \
	"c.restricted_reason " \
	"FROM client c LEFT JOIN assignment a ON a.id = (SELECT x.id FROM assignment x " \
	"WHERE x.client = c.id AND x.until IS NULL ORDER BY x.since DESC, x.id LIMIT 1) "
#define CLIENT_ORDER "ORDER BY substr(c.case_no, 1, instr(c.case_no, '-')), c.number"
#define MEETING_COLUMNS \
	"id, client, caseworker, date, begun, kind, result, closed, next_date, journal, advice"
#define PLAN_COLUMNS "id, client, meeting, kind, code, agreed, text, due, status, status_at, reason"
#define OUTCOME_COLUMNS "id, client, caseworker, at, source, kind, since, until, detail"
#define OUTCOME_ORDER "ORDER BY kind = 'withdrawn', since, until IS NULL, until, kind, id"
/* SQLite takes `given` from the row that has the greatest seq. */
#define DRAFT_SELECT \
	"SELECT d.id, d.meeting, m.client, d.form_hash, d.respondent, d.mode, d.language, d.started, " \
	"d.correction_of, (SELECT count(*) FROM (SELECT max(a.seq), a.given AS given FROM draft_answer a " \
	"WHERE a.draft = d.id GROUP BY a.item) WHERE given = 1), l.at, l.item " \
	"FROM draft d JOIN meeting m ON m.id = d.meeting LEFT JOIN draft_answer l ON l.draft = d.id " \
	"AND l.seq = (SELECT max(seq) FROM draft_answer WHERE draft = d.id) "
/* A response that stands for another one is itself still there: a void gives the older its place back. */
#define RESPONSE_COLUMNS \
	"r.id, r.meeting, m.client, m.caseworker, m.date, r.form_hash, r.respondent, r.mode, " \
	"r.language, r.started, r.completed, r.supersedes, r.reason, r.answers"
#define RESPONSE_NEWER "EXISTS (SELECT 1 FROM response n WHERE n.supersedes = r.id AND n.answers IS NOT NULL) "
#define REVISION_HEAD "NOT EXISTS (SELECT 1 FROM revision n WHERE n.supersedes = r.id) "
#define RESPONSE_SELECT \
	"SELECT " RESPONSE_COLUMNS ", " RESPONSE_NEWER \
	"FROM response r JOIN meeting m ON m.id = r.meeting "
#define RESPONSE_ORDER "ORDER BY m.date, m.begun, m.id, r.completed, r.respondent, r.id"
#define EVENT_SELECT \
	"SELECT device, seq, id, at, office, caseworker, client, meeting, kind, form_hash, item, reason, " \
	"answered, asked, minutes, respondent, mode, language, prev_hash FROM event "

#define SQL_STATEMENTS(X) \
	X(BEGIN, "BEGIN") \
	X(BEGIN_IMMEDIATE, "BEGIN IMMEDIATE") \
	X(COMMIT, "COMMIT") \
	X(ROLLBACK, "ROLLBACK") \
	X(SETTLE, "SELECT count(*) FROM sqlite_schema") \
	\
	X(META_GET, "SELECT value FROM meta WHERE name = ?") \
	X(META_SET, "INSERT INTO meta (name, value) VALUES (?, ?) " \
		"ON CONFLICT (name) DO UPDATE SET value = excluded.value") \
	X(META_REMOVE, "DELETE FROM meta WHERE name = ?") \
	X(USER_VERSION, "PRAGMA user_version") \
	X(GUARD_ANY, "SELECT 1 FROM meta WHERE name GLOB ? LIMIT 1") \
	X(GUARD_REMOVE, "DELETE FROM meta WHERE name GLOB 'guard.*'") \
	\
	X(OFFICE_ADD, "INSERT INTO office (id, code, name, wage_job, wage_education, wage_period, " \
		"wage_basis) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?)") \
	X(OFFICE_DERIVE, "UPDATE office SET code = ?, name = ?, wage_job = ?, wage_education = ?, " \
		"wage_period = ?, wage_basis = ? WHERE id = ?") \
	X(OFFICE_CLEAR, "SELECT 1 FROM office WHERE id = ?") \
	X(OFFICE_GET, "SELECT " OFFICE_COLUMNS " FROM office WHERE id = ?") \
	X(OFFICE_LIST, "SELECT " OFFICE_COLUMNS " FROM office ORDER BY id IS NOT ?, code") \
	\
	X(CASEWORKER_ADD, "INSERT INTO caseworker (" CASEWORKER_COLUMNS ") " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(CASEWORKER_SET_PIN, "UPDATE caseworker SET pin = ? WHERE id = ?") \
	X(CASEWORKER_OFFICE, "SELECT office FROM caseworker WHERE id = ?") \
	X(CASEWORKER_GET, "SELECT " CASEWORKER_COLUMNS " FROM caseworker WHERE id = ?") \
	X(CASEWORKER_FIND, "SELECT " CASEWORKER_COLUMNS " FROM caseworker WHERE login = ? AND active = 1 " \
		"AND login <> '' ORDER BY office IS NOT ?, created, id LIMIT 1") \
	X(CASEWORKER_LIST, "SELECT " CASEWORKER_COLUMNS " FROM caseworker ORDER BY initials, created, id") \
	\
	X(CASEWORKER_ROLE, "SELECT role FROM caseworker WHERE id = ? AND active = 1") \
	X(CASEWORKER_SET_ACTIVE, "UPDATE caseworker SET active = ?, edition = edition + 1 WHERE id = ?") \
	X(CASEWORKER_SET_ROLE, "UPDATE caseworker SET role = ?, edition = edition + 1 WHERE id = ?") \
	X(CASEWORKER_RENEW, "UPDATE caseworker SET initials = ?, login = ?, role = ?, active = ?, " \
		"wage_period = ?, wage_basis = ?, name = ?, edition = ? WHERE id = ?") \
	X(CASEWORKER_HOLDERS, "SELECT count(*) FROM caseworker WHERE role = 'key-holder' AND active = 1 " \
		"AND id <> ?") \
	\
	X(PEER_LIST, "SELECT id, office, at, caseworker, code, state, keys, secret, sent, received FROM peer " \
		"ORDER BY state <> 'own', code, office") \
	X(PEER_ADD, "INSERT INTO peer (id, office, at, caseworker, code, state, keys, secret, sent, received) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(PEER_REMOVE, "DELETE FROM peer WHERE office = ?") \
	X(PEER_CODE_TAKEN, "SELECT 1 FROM office WHERE code = ? AND id <> ? UNION ALL " \
		"SELECT 1 FROM peer WHERE code = ? AND office <> ?") \
	X(PEER_SENT, "UPDATE peer SET sent = ? WHERE office = ? AND sent < ?") \
	X(PEER_RECEIVED, "UPDATE peer SET received = ? WHERE office = ? AND received < ?") \
	X(PEER_OF_CASEWORKER, "SELECT 1 FROM peer p JOIN caseworker c ON c.office = p.office WHERE c.id = ? " \
		"AND p.state <> 'own'") \
	\
	X(KEY_ADD, "INSERT INTO key_slot (" KEY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(KEY_REMOVE, "DELETE FROM key_slot WHERE caseworker IS ?") \
	X(KEY_GIVE, "UPDATE key_slot SET data_key = ? WHERE id = ?") \
	X(KEY_GET, "SELECT " KEY_COLUMNS " FROM key_slot WHERE caseworker IS ?") \
	X(KEY_FIND, "SELECT k.id, k.caseworker, k.at, k.passes, k.memory, k.salt, k.secret, k.data_key, " \
		"k.public_key FROM key_slot k JOIN caseworker c ON c.id = k.caseworker WHERE c.login = ? " \
		"AND c.active = 1 AND c.login <> '' ORDER BY c.office IS NOT ?, c.created, c.id LIMIT 1") \
	X(KEY_LIST, "SELECT " KEY_COLUMNS " FROM key_slot ORDER BY caseworker IS NULL, at, id") \
	X(KEY_HOLDERS, "SELECT count(*) FROM key_slot k JOIN caseworker c ON c.id = k.caseworker WHERE " \
		"c.role = 'key-holder' AND c.active = 1 AND c.id <> ?") \
	\
	X(CLIENT_NEXT, "SELECT ifnull(max(number), 0) + 1 FROM client WHERE office = ?") \
	X(CLIENT_ADD, "INSERT INTO client (id, office, number, case_no, created, name, birth, journal_no, " \
		"education, benefit, benefit_since, goal, goal_reason, status, paused_until, excluded, " \
		"excluded_reason, excluded_until, cpr, protected, restricted, restricted_reason) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(CLIENT_DERIVE, "UPDATE client SET name = ?, birth = ?, journal_no = ?, education = ?, benefit = " \
		"?, " \
		"benefit_since = ?, goal = ?, goal_reason = ?, status = ?, paused_until = ?, excluded = ?, " \
		"excluded_reason = ?, excluded_until = ?, cpr = ?, protected = ?, restricted = ?, " \
		"restricted_reason = ? WHERE id = ?") \
	X(CLIENT_RESTRICTED, "SELECT restricted FROM client WHERE id = ?") \
	X(CLIENT_CLEAR, "SELECT office, number, case_no, created FROM client WHERE id = ?") \
	X(CLIENT_GET, CLIENT_SELECT "WHERE c.id = ?") \
	X(CLIENT_BY_CASE_NO, CLIENT_SELECT "WHERE c.case_no = upper(?)") \
	X(CLIENT_ALL, CLIENT_SELECT CLIENT_ORDER) \
	X(CLIENT_OF, CLIENT_SELECT "WHERE c.id IN (SELECT client FROM assignment WHERE caseworker = ?1 " \
		"AND until IS NULL) AND a.caseworker = ?1 " CLIENT_ORDER) \
	X(CLIENT_CPR_NUMBERS, "SELECT id, office, number, case_no, created, cpr FROM client WHERE cpr IS NOT NULL") \
	X(CLIENT_JOURNAL_NUMBERS, "SELECT id, office, number, case_no, created, journal_no FROM client") \
	\
	X(ASSIGNMENT_ADD, "INSERT INTO assignment (id, client, caseworker, since, until, reason) " \
		"VALUES (?, ?, ?, ?, ?, ?)") \
	X(ASSIGNMENT_DERIVE, "UPDATE assignment SET caseworker = ?, since = ?, until = ?, reason = ? " \
		"WHERE id = ?") \
	X(ASSIGNMENT_CLEAR, "SELECT client FROM assignment WHERE id = ?") \
	X(ASSIGNMENT_BY, "SELECT caseworker, since FROM assignment WHERE id = ?") \
	X(ASSIGNMENT_OF, "SELECT id, client, caseworker, since, until, reason FROM assignment WHERE " \
		"client = ? AND (until IS NULL OR until >= since) " \
		"ORDER BY since, until IS NULL, until, id") \
	\
	X(MEETING_ADD, "INSERT INTO meeting (" MEETING_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(MEETING_DERIVE, "UPDATE meeting SET kind = ?, result = ?, closed = ?, next_date = ?, journal = " \
		"?, " \
		"advice = ? WHERE id = ?") \
	X(MEETING_CLEAR, "SELECT client, caseworker, date, begun FROM meeting WHERE id = ?") \
	X(MEETING_GET, "SELECT " MEETING_COLUMNS " FROM meeting WHERE id = ?") \
	X(MEETING_OF, "SELECT " MEETING_COLUMNS " FROM meeting WHERE client = ? ORDER BY date, begun, id") \
	X(MEETING_ALL_OPEN, "SELECT " MEETING_COLUMNS " FROM meeting WHERE closed IS NULL AND caseworker " \
		"IS ? " \
		"ORDER BY date, begun, id") \
	\
	X(PLAN_ADD, "INSERT INTO plan_item (" PLAN_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(PLAN_DERIVE, "UPDATE plan_item SET text = ?, due = ?, status = ?, status_at = ?, reason = ? " \
		"WHERE id = ?") \
	X(PLAN_CLEAR, "SELECT client, meeting, kind, code, agreed FROM plan_item WHERE id = ?") \
	X(PLAN_GET, "SELECT " PLAN_COLUMNS " FROM plan_item WHERE id = ?") \
	X(PLAN_OF, "SELECT " PLAN_COLUMNS " FROM plan_item WHERE client = ? " \
		"AND NOT (status = 'dropped' AND reason = '" UNDONE "') ORDER BY agreed, rowid") \
	\
	X(ACTIVITY_ADD, "INSERT INTO activity_record (id, client, activity, since, until, place) " \
		"VALUES (?, ?, ?, ?, ?, ?)") \
	X(ACTIVITY_DERIVE, "UPDATE activity_record SET activity = ?, since = ?, until = ?, place = ? " \
		"WHERE id = ?") \
	X(ACTIVITY_CLEAR, "SELECT client FROM activity_record WHERE id = ?") \
	X(ACTIVITY_OF, "SELECT id, client, activity, since, until, place FROM activity_record WHERE " \
		"client = ? " \
		"ORDER BY since IS NULL, since, activity, id") \
	\
	X(NOTE_ADD, "INSERT INTO note (id, client, meeting, caseworker, item, at, text) VALUES (?, ?, ?, " \
		"?, ?, ?, ?)") \
	X(NOTE_DERIVE, "UPDATE note SET text = ? WHERE id = ?") \
	X(NOTE_CLEAR, "SELECT client, meeting, caseworker, item, at FROM note WHERE id = ?") \
	X(NOTE_ONE, "SELECT client, meeting, item FROM note WHERE id = ?") \
	X(NOTE_OF, "SELECT id, client, meeting, caseworker, item, at, text FROM note WHERE client = ? " \
		"ORDER BY at, rowid") \
	\
	X(OUTCOME_ADD, "INSERT INTO outcome (" OUTCOME_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(OUTCOME_DERIVE, "UPDATE outcome SET kind = ?, since = ?, until = ?, detail = ? WHERE id = ?") \
	X(OUTCOME_CLEAR, "SELECT client, caseworker, at, source FROM outcome WHERE id = ?") \
	X(OUTCOME_OF, "SELECT " OUTCOME_COLUMNS " FROM outcome WHERE client = ? " OUTCOME_ORDER) \
	X(OUTCOME_ALL, "SELECT " OUTCOME_COLUMNS " FROM outcome " OUTCOME_ORDER) \
	\
	X(REVISION_ADD, "INSERT INTO revision (id, what, record, field, at, caseworker, supersedes, value) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?)") \
	X(REVISION_BY, "SELECT at, caseworker FROM revision WHERE id = ?") \
	X(REVISION_OF, "SELECT id, what, record, field, at, caseworker, supersedes, value FROM revision " \
		"WHERE record = ?") \
	\
	X(FORM_KEEP, "INSERT INTO form (hash, form_id, version, text) VALUES (?, ?, ?, ?) " \
		"ON CONFLICT (hash) DO NOTHING") \
	X(FORM_GET, "SELECT hash, form_id, version, text FROM form WHERE hash = ?") \
	X(FORM_LIST, "SELECT hash, form_id, version, text FROM form ORDER BY form_id, version, hash") \
	\
	X(DRAFT_ADD, "INSERT INTO draft (id, meeting, form_hash, respondent, mode, language, started, " \
		"correction_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?)") \
	X(DRAFT_FIND, "SELECT id FROM draft WHERE meeting = ? AND respondent = ? AND correction_of IS ?") \
	X(DRAFT_THERE, "SELECT 1 FROM draft WHERE id = ?") \
	X(DRAFT_SET_MODE, "UPDATE draft SET mode = ?, language = ? WHERE id = ?") \
	X(DRAFT_REMOVE, "DELETE FROM draft WHERE id = ?") \
	X(DRAFT_GET, DRAFT_SELECT "WHERE d.id = ?") \
	X(DRAFT_ALL, DRAFT_SELECT "ORDER BY ifnull(l.at, d.started) DESC, d.rowid DESC") \
	X(DRAFT_OF_MEETING, DRAFT_SELECT "WHERE d.meeting = ? ORDER BY ifnull(l.at, d.started) DESC, " \
		"d.rowid DESC") \
	X(DRAFT_OF_CORRECTION, "SELECT id FROM draft WHERE correction_of = ?") \
	X(ANSWER_ADD, "INSERT INTO draft_answer (draft, seq, at, item, act, of_seq, given, value) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?)") \
	X(ANSWER_ALL, "SELECT draft, seq, at, item, act, of_seq, given, value FROM draft_answer WHERE " \
		"draft = ? " \
		"ORDER BY seq") \
	X(ANSWER_REMOVE, "DELETE FROM draft_answer WHERE draft = ?") \
	\
	X(RESPONSE_ADD, "INSERT INTO response (id, meeting, form_hash, respondent, mode, language, " \
		"started, " \
		"completed, supersedes, reason, answers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(RESPONSE_VOID, "UPDATE response SET answers = NULL WHERE id = ?") \
	X(RESPONSE_BURY, "UPDATE response SET answers = NULL WHERE answers IS NOT NULL AND id IN " \
		"(SELECT record FROM tombstone WHERE what = 'response')") \
	X(RESPONSE_COUNTS, "SELECT r.id FROM response r WHERE r.meeting = ? AND r.respondent = ? " \
		"AND r.answers IS NOT NULL AND NOT EXISTS (SELECT 1 FROM response n WHERE n.supersedes = " \
		"r.id " \
		"AND n.answers IS NOT NULL)") \
	X(RESPONSE_GET, RESPONSE_SELECT "WHERE r.id = ?") \
	X(RESPONSE_LAST, "SELECT ifnull(max(rowid), 0) FROM response") \
	X(RESPONSE_SINCE, "SELECT 1 FROM response WHERE (id = ?1 OR supersedes = ?1) AND rowid > ?2 LIMIT 1") \
	X(RESPONSE_SINCE_ON, "SELECT 1 FROM meeting m JOIN response r ON r.meeting = m.id WHERE m.client = ? " \
		"AND m.date = ? AND r.respondent = ? AND r.rowid > ? LIMIT 1") \
	X(RESPONSE_ALL, RESPONSE_SELECT RESPONSE_ORDER) \
	X(RESPONSE_OF, RESPONSE_SELECT "WHERE m.client = ? " RESPONSE_ORDER) \
	X(RESPONSE_EACH, "SELECT " RESPONSE_COLUMNS ", 0, c.office, c.number, c.case_no, c.created, c.name, " \
		"c.protected FROM client c CROSS JOIN meeting m ON m.client = c.id CROSS JOIN response r " \
		"ON r.meeting = m.id WHERE c.id = ifnull(?1, c.id) AND m.caseworker IS ifnull(?2, m.caseworker) " \
		"AND m.date >= ?3 AND m.date <= ?4 AND c.restricted = 0 AND r.answers IS NOT NULL AND NOT " \
		RESPONSE_NEWER "ORDER BY c.case_no, m.date, m.id, r.respondent, r.id") \
	X(TOMBSTONE_ADD, "INSERT INTO tombstone (id, what, record, reason, at, caseworker) VALUES (?, ?, " \
		"?, ?, ?, ?)") \
	X(TOMBSTONE_CLIENTS, "SELECT id, record, reason, at, caseworker FROM tombstone " \
		"WHERE what = 'client' ORDER BY id") \
	X(TOMBSTONE_CARRY, "INSERT INTO tombstone (id, what, record, reason, at, caseworker) " \
		"VALUES (?, 'client', ?, ?, ?, (SELECT id FROM caseworker WHERE id = ?)) " \
		"ON CONFLICT (id) DO NOTHING") \
	X(CLIENT_BURIED, "SELECT c.id FROM client c WHERE c.id IN " \
		"(SELECT record FROM tombstone WHERE what = 'client') ORDER BY c.id") \
	\
	X(CONFLICT_FIELDS, "SELECT r.record FROM revision r WHERE " REVISION_HEAD "GROUP BY r.record " \
		"HAVING count(*) > count(DISTINCT r.field) ORDER BY r.record") \
	X(CONFLICT_FIELDS_AT, "SELECT r.what, r.field, r.record, count(*) FROM revision r WHERE r.record = ? " \
		"AND " REVISION_HEAD "GROUP BY r.field HAVING count(*) > 1 ORDER BY r.field") \
	X(CONFLICT_RESPONSES, "SELECT r.meeting FROM response r WHERE r.answers IS NOT NULL " \
		"AND NOT " RESPONSE_NEWER "GROUP BY r.meeting HAVING count(*) > count(DISTINCT r.respondent) " \
		"ORDER BY r.meeting") \
	X(CONFLICT_RESPONSES_AT, "SELECT 'response', r.respondent, r.meeting, count(*) FROM response r " \
		"WHERE r.meeting = ? AND r.answers IS NOT NULL AND NOT " RESPONSE_NEWER "GROUP BY r.respondent " \
		"HAVING count(*) > 1 ORDER BY r.respondent") \
	X(CONFLICT_RESPONSES_OF, "SELECT r.id FROM response r WHERE r.meeting = ? AND r.respondent = ? " \
		"AND r.answers IS NOT NULL AND NOT " RESPONSE_NEWER "ORDER BY r.completed, r.id") \
	X(CONFLICT_FORMS, "SELECT NULL") \
	X(CONFLICT_FORMS_AT, "SELECT form_id, version, NULL, count(*) FROM form WHERE ? IS NULL " \
		"GROUP BY form_id, version HAVING count(*) > 1 ORDER BY form_id, version") \
	X(CONFLICT_ASSIGNMENTS, "SELECT client FROM assignment WHERE until IS NULL GROUP BY client " \
		"HAVING count(DISTINCT caseworker) > 1 ORDER BY client") \
	X(CONFLICT_ASSIGNMENTS_AT, "SELECT 'assignment', 'caseworker', client, count(*) FROM assignment " \
		"WHERE client = ? AND until IS NULL GROUP BY client HAVING count(DISTINCT caseworker) > 1") \
	X(RESPONSE_MEETING, "SELECT meeting FROM response WHERE id = ?") \
	X(CONFLICT_ASSIGNMENTS_OF, "SELECT id FROM assignment WHERE client = ? AND until IS NULL " \
		"ORDER BY since DESC, id") \
	\
	X(CHECK_TOMBSTONES, "SELECT id, answers IS NULL FROM response WHERE (answers IS NULL) <> " \
		"EXISTS (SELECT 1 FROM tombstone WHERE record = response.id AND what = 'response')") \
	\
	X(EVENT_ADD, "INSERT INTO event (device, seq, id, at, office, caseworker, client, meeting, kind, " \
		"form_hash, item, reason, answered, asked, minutes, respondent, mode, language, prev_hash) " \
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(EVENT_COUNT, "SELECT count(*) FROM event WHERE device = ? AND seq > ? AND seq <= ?") \
	X(EVENT_LAST, "SELECT ifnull(max(seq), 0) FROM event WHERE device = ?") \
	X(EVENT_DEVICES, "WITH RECURSIVE d (device) AS (SELECT min(device) FROM event UNION ALL " \
		"SELECT (SELECT min(e.device) FROM event e WHERE e.device > d.device) FROM d " \
		"WHERE d.device IS NOT NULL) SELECT device FROM d WHERE device IS NOT NULL") \
	X(EVENT_CHAIN, EVENT_SELECT "WHERE device = ? AND seq > ? ORDER BY seq LIMIT ?") \
	X(EVENT_ALL, EVENT_SELECT "WHERE at >= ? AND at < ? ORDER BY at, device, seq") \
	X(EVENT_ALL_BACK, EVENT_SELECT "WHERE at >= ? AND at < ? ORDER BY at DESC, device DESC, seq DESC") \
	X(EVENT_OF, EVENT_SELECT "WHERE at >= ? AND at < ? AND client = ? ORDER BY at, device, seq") \
	X(EVENT_OF_BACK, EVENT_SELECT "WHERE at >= ? AND at < ? AND client = ? " \
		"ORDER BY at DESC, device DESC, seq DESC") \
	X(EVENT_LAST_OLD, "SELECT ifnull(max(seq), 0) FROM event WHERE device = ? AND seq < " \
		"ifnull((SELECT min(seq) FROM event WHERE device = ? AND at >= ?), 9223372036854775807)") \
	X(EVENT_PRUNE, "DELETE FROM event WHERE device = ? AND seq <= ?") \
	X(ANCHOR_GET, "SELECT seq, hash FROM anchor WHERE device = ?") \
	X(ANCHOR_SET, "INSERT INTO anchor (device, seq, hash, at, caseworker) VALUES (?, ?, ?, ?, ?) " \
		"ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, at = excluded.at, " \
		"caseworker = excluded.caseworker") \
	\
	X(RETENTION_CLIENTS, "SELECT c.id, c.case_no, max(c.created, ifnull((SELECT max(r.at) FROM revision r " \
		"WHERE r.record = c.id AND r.field = 'status'), ''), ifnull((SELECT max(m.date) FROM meeting m " \
		"WHERE m.client = c.id), '')) FROM client c WHERE c.status = 'closed'") \
	X(RETENTION_DRAFTS, "SELECT m.client, c.case_no, ifnull((SELECT max(a.at) FROM draft_answer a " \
		"WHERE a.draft = d.id), d.started) FROM draft d JOIN meeting m ON m.id = d.meeting " \
		"JOIN client c ON c.id = m.client") \
	X(RETENTION_EXPORTS, "SELECT client, file, at FROM export WHERE what <> 'backup' AND file <> '-'") \
	X(RETENTION_LOG, "SELECT NULL, count(*) || '', min(at) FROM event") \
	X(EXPORT_ADD, "INSERT INTO export (id, at, caseworker, what, dialect, file, sha256, bytes, rows, " \
		"names, " \
		"reason, client) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(EXPORT_LIST, "SELECT id, at, caseworker, what, dialect, file, sha256, bytes, rows, names, reason, " \
		"client FROM export ORDER BY at, rowid")

enum sql {
#define X(name, sql) SQL_##name,
	SQL_STATEMENTS(X)
#undef X
	SQL_COUNT
};

#endif
