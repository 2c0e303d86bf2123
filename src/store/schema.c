/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of design.md section 4. Ids are 16 random bytes, dates ISO text, instants UTC
 * text ending in Z, sealed values blobs of at least a tag. Columns that revisions derive stand
 * after a blank line. What is compared across rows is left to the check: a merge brings rows
 * one by one.
 */
#include "stige/base/mem.h"

#include "migrate.h"
#include "stige/base/banned.h"

static const char *const version_1[] = {
	"CREATE TABLE meta (\n"
	"	name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 80),\n"
	"	value TEXT NOT NULL\n"
	") STRICT, WITHOUT ROWID;\n",

	"CREATE TABLE office (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"\n"
	"	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 6 AND code NOT GLOB "
	"'*[^A-Z0-9]*'),\n"
	"	name TEXT NOT NULL,\n"
	"	wage_job INTEGER NOT NULL CHECK (wage_job >= 0),\n"
	"	wage_education INTEGER NOT NULL CHECK (wage_education >= 0),\n"
	"	wage_period TEXT NOT NULL CHECK (wage_period IN ('month', 'hour')),\n"
	"	wage_basis TEXT NOT NULL CHECK (wage_basis IN ('gross', 'net'))\n"
	") STRICT;\n",

	"CREATE TABLE caseworker (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	office BLOB NOT NULL REFERENCES office (id),\n"
	"	created TEXT NOT NULL CHECK (length(created) = 20 AND created GLOB '[0-9]*T*Z'),\n"
	"	initials TEXT NOT NULL,\n"
	"	login TEXT NOT NULL,\n"
	"	role TEXT NOT NULL CHECK (role IN ('caseworker', 'key-holder')),\n"
	"	active INTEGER NOT NULL CHECK (active IN (0, 1)),\n"
	"	wage_period TEXT NOT NULL CHECK (wage_period IN ('month', 'hour')),\n"
	"	wage_basis TEXT NOT NULL CHECK (wage_basis IN ('gross', 'net')),\n"
	"	name BLOB NOT NULL CHECK (length(name) >= 8),\n"
	"	pin BLOB CHECK (length(pin) >= 8)\n"
	") STRICT;\n",
	"CREATE UNIQUE INDEX caseworker_login ON caseworker (office, login) WHERE active = 1 AND login <> "
	"'';\n",

	"CREATE TABLE client (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	office BLOB NOT NULL REFERENCES office (id),\n"
	"	number INTEGER NOT NULL CHECK (number > 0),\n"
	"	case_no TEXT NOT NULL UNIQUE CHECK (case_no GLOB '[A-Z0-9]*-[0-9]*'),\n"
	"	created TEXT NOT NULL CHECK (length(created) = 20 AND created GLOB '[0-9]*T*Z'),\n"
	"\n"
	"	name BLOB NOT NULL CHECK (length(name) >= 8),\n"
	"	birth BLOB NOT NULL CHECK (length(birth) >= 8),\n"
	"	journal_no BLOB NOT NULL CHECK (length(journal_no) >= 8),\n"
	"	education TEXT NOT NULL CHECK (education IN ('unknown', 'no', 'yes')),\n"
	"	benefit TEXT NOT NULL CHECK (length(benefit) <= 40),\n"
	"	benefit_since TEXT CHECK (length(benefit_since) = 10),\n"
	"	goal TEXT NOT NULL CHECK (goal IN ('none', 'job', 'education')),\n"
	"	goal_reason BLOB NOT NULL CHECK (length(goal_reason) >= 8),\n"
	"	status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'closed')),\n"
	"	paused_until TEXT CHECK (length(paused_until) = 10),\n"
	"	excluded TEXT NOT NULL CHECK (excluded NOT GLOB '*[^JUSH]*'),\n"
	"	excluded_reason BLOB NOT NULL CHECK (length(excluded_reason) >= 8),\n"
	"	excluded_until TEXT CHECK (length(excluded_until) = 10),\n"
	"	UNIQUE (office, number)\n"
	") STRICT;\n",

	"CREATE TABLE assignment (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"\n"
	"	caseworker BLOB NOT NULL REFERENCES caseworker (id),\n"
	"	since TEXT NOT NULL CHECK (length(since) = 10),\n"
	"	until TEXT CHECK (length(until) = 10),\n"
	"	reason BLOB NOT NULL CHECK (length(reason) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX assignment_client ON assignment (client);\n",
	"CREATE INDEX assignment_caseworker ON assignment (caseworker) WHERE until IS NULL;\n",

	"CREATE TABLE meeting (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	date TEXT NOT NULL CHECK (length(date) = 10),\n"
	"	begun TEXT NOT NULL CHECK (length(begun) = 20 AND begun GLOB '[0-9]*T*Z'),\n"
	"\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('office', 'phone', 'video', 'outreach')),\n"
	"	result TEXT NOT NULL CHECK (result IN ('open', 'held', 'not-come', 'cancelled', 'moved')),\n"
	"	closed TEXT CHECK (length(closed) = 20 AND closed GLOB '[0-9]*T*Z'),\n"
	"	next_date TEXT CHECK (length(next_date) = 10),\n"
	"	journal BLOB NOT NULL CHECK (length(journal) >= 8),\n"
	"	advice BLOB NOT NULL CHECK (length(advice) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX meeting_client ON meeting (client);\n",
	"CREATE INDEX meeting_open ON meeting (caseworker) WHERE closed IS NULL;\n",

	"CREATE TABLE form (\n"
	"	hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),\n"
	"	form_id TEXT NOT NULL,\n"
	"	version TEXT NOT NULL,\n"
	"	text TEXT NOT NULL\n"
	") STRICT;\n",

	"CREATE TABLE draft (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	meeting BLOB NOT NULL REFERENCES meeting (id),\n"
	"	form_hash TEXT NOT NULL REFERENCES form (hash),\n"
	"	respondent TEXT NOT NULL CHECK (respondent IN ('client', 'caseworker', 'activities')),\n"
	"	mode TEXT NOT NULL CHECK (mode IN ('alone', 'read-aloud', 'interpreter', 'paper', "
	"'phone')),\n"
	"	language TEXT NOT NULL CHECK (length(language) <= 20),\n"
	"	started TEXT NOT NULL CHECK (length(started) = 20 AND started GLOB '[0-9]*T*Z'),\n"
	"	correction_of BLOB REFERENCES response (id)\n"
	") STRICT;\n",
	"CREATE UNIQUE INDEX draft_one ON draft (meeting, respondent, ifnull(correction_of, x''));\n",
	"CREATE INDEX draft_correction ON draft (correction_of) WHERE correction_of IS NOT NULL;\n",

	"CREATE TABLE draft_answer (\n"
	"	draft BLOB NOT NULL REFERENCES draft (id),\n"
	"	seq INTEGER NOT NULL CHECK (seq > 0),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	item TEXT NOT NULL CHECK (length(item) > 0),\n"
	"	act TEXT NOT NULL CHECK (act IN ('put', 'undo', 'redo')),\n"
	"	of_seq INTEGER NOT NULL CHECK (of_seq BETWEEN 0 AND seq - 1),\n"
	"	given INTEGER NOT NULL CHECK (given IN (0, 1)),\n"
	"	value BLOB NOT NULL CHECK (length(value) >= 8),\n"
	"	UNIQUE (draft, seq)\n"
	") STRICT;\n",

	"CREATE TABLE response (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	meeting BLOB NOT NULL REFERENCES meeting (id),\n"
	"	form_hash TEXT NOT NULL REFERENCES form (hash),\n"
	"	respondent TEXT NOT NULL CHECK (respondent IN ('client', 'caseworker', 'activities')),\n"
	"	mode TEXT NOT NULL CHECK (mode IN ('alone', 'read-aloud', 'interpreter', 'paper', "
	"'phone')),\n"
	"	language TEXT NOT NULL CHECK (length(language) <= 20),\n"
	"	started TEXT NOT NULL CHECK (length(started) = 20 AND started GLOB '[0-9]*T*Z'),\n"
	"	completed TEXT NOT NULL CHECK (length(completed) = 20 AND completed GLOB '[0-9]*T*Z'),\n"
	"	supersedes BLOB REFERENCES response (id),\n"
	"	reason TEXT NOT NULL CHECK (reason IN ('none', 'slip', 'misunderstood', 'changed-mind', "
	"'read-wrongly')),\n"
	"	answers BLOB CHECK (length(answers) >= 8),\n"
	"	CHECK ((supersedes IS NULL) = (reason = 'none'))\n"
	") STRICT;\n",
	"CREATE INDEX response_meeting ON response (meeting);\n",
	"CREATE INDEX response_supersedes ON response (supersedes) WHERE supersedes IS NOT NULL;\n",

	"CREATE TABLE tombstone (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	what TEXT NOT NULL CHECK (what IN ('response')),\n"
	"	record BLOB NOT NULL CHECK (length(record) = 16),\n"
	"	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB REFERENCES caseworker (id)\n"
	") STRICT;\n",
	"CREATE INDEX tombstone_record ON tombstone (record);\n",

	"CREATE TABLE plan_item (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"	meeting BLOB REFERENCES meeting (id),\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('step', 'activity', 'suggestion')),\n"
	"	code TEXT NOT NULL CHECK (length(code) <= 40),\n"
	"	agreed TEXT NOT NULL CHECK (length(agreed) = 10),\n"
	"\n"
	"	text BLOB NOT NULL CHECK (length(text) >= 8),\n"
	"	due TEXT CHECK (length(due) = 10),\n"
	"	status TEXT NOT NULL CHECK (status IN ('open', 'done', 'not-done', 'dropped', 'declined')),\n"
	"	status_at TEXT CHECK (length(status_at) = 10),\n"
	"	reason TEXT NOT NULL CHECK (length(reason) <= 40)\n"
	") STRICT;\n",
	"CREATE INDEX plan_item_client ON plan_item (client);\n",

	"CREATE TABLE activity_record (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"\n"
	"	activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 40),\n"
	"	since TEXT CHECK (length(since) = 10),\n"
	"	until TEXT CHECK (length(until) = 10),\n"
	"	place BLOB NOT NULL CHECK (length(place) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX activity_record_client ON activity_record (client);\n",

	"CREATE TABLE note (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"	meeting BLOB REFERENCES meeting (id),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	item TEXT NOT NULL,\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"\n"
	"	text BLOB NOT NULL CHECK (length(text) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX note_client ON note (client);\n",

	"CREATE TABLE outcome (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	client BLOB NOT NULL REFERENCES client (id),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"\n"
	"	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),\n"
	"	since TEXT CHECK (length(since) = 10),\n"
	"	detail BLOB NOT NULL CHECK (length(detail) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX outcome_client ON outcome (client);\n",

	"CREATE TABLE revision (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	what TEXT NOT NULL CHECK (what IN ('office', 'client', 'assignment', 'meeting', 'plan_item', "
	"'activity_record', 'note', 'outcome')),\n"
	"	record BLOB NOT NULL CHECK (length(record) = 16),\n"
	"	field TEXT NOT NULL CHECK (length(field) BETWEEN 1 AND 40),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	supersedes BLOB REFERENCES revision (id),\n"
	"	value BLOB NOT NULL CHECK (length(value) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX revision_record ON revision (record);\n",
	"CREATE INDEX revision_supersedes ON revision (supersedes) WHERE supersedes IS NOT NULL;\n",

	/* No foreign keys: the log outlives what it tells of. */
	"CREATE TABLE event (\n"
	"	device BLOB NOT NULL CHECK (length(device) = 16),\n"
	"	seq INTEGER NOT NULL CHECK (seq > 0),\n"
	"	id BLOB NOT NULL CHECK (length(id) = 16),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	office BLOB CHECK (length(office) = 16),\n"
	"	caseworker BLOB CHECK (length(caseworker) = 16),\n"
	"	client BLOB CHECK (length(client) = 16),\n"
	"	meeting BLOB CHECK (length(meeting) = 16),\n"
	"	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),\n"
	"	form_hash TEXT NOT NULL CHECK (length(form_hash) IN (0, 64)),\n"
	"	item TEXT NOT NULL CHECK (length(item) <= 64 AND item NOT GLOB '* *'),\n"
	"	reason TEXT NOT NULL CHECK (length(reason) <= 64 AND reason NOT GLOB '* *'),\n"
	"	answered INTEGER CHECK (answered >= 0),\n"
	"	asked INTEGER CHECK (asked >= 0),\n"
	"	minutes INTEGER CHECK (minutes >= 0),\n"
	"	respondent TEXT NOT NULL CHECK (length(respondent) <= 20),\n"
	"	mode TEXT NOT NULL CHECK (length(mode) <= 20),\n"
	"	language TEXT NOT NULL CHECK (length(language) <= 20),\n"
	"	prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),\n"
	"	PRIMARY KEY (device, seq)\n"
	") STRICT, WITHOUT ROWID;\n",
	"CREATE INDEX event_at ON event (at);\n",
	"CREATE INDEX event_client ON event (client, at) WHERE client IS NOT NULL;\n",

	"CREATE TABLE export (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 40),\n"
	"	dialect TEXT NOT NULL CHECK (length(dialect) <= 40),\n"
	"	file TEXT NOT NULL,\n"
	"	sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),\n"
	"	bytes INTEGER NOT NULL CHECK (bytes >= 0),\n"
	"	rows INTEGER NOT NULL CHECK (rows >= 0),\n"
	"	names INTEGER NOT NULL CHECK (names IN (0, 1)),\n"
	"	reason BLOB NOT NULL CHECK (length(reason) >= 8)\n"
	") STRICT;\n",
	"CREATE INDEX export_at ON export (at);\n",
	NULL
};

/*
 * What the law asks for: a CPR number, protected names, restricted clients, tombstones of persons
 * who were erased, where the log was pruned, whose data an export holds.
 */
static const char *const version_2[] = {
	"ALTER TABLE client ADD COLUMN cpr BLOB CHECK (length(cpr) >= 8);\n",
	"ALTER TABLE client ADD COLUMN protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1));\n",
	"ALTER TABLE client ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1));\n",
	"ALTER TABLE client ADD COLUMN restricted_reason BLOB CHECK (length(restricted_reason) >= 8);\n",
	"ALTER TABLE export ADD COLUMN client BLOB REFERENCES client (id);\n",
	"CREATE INDEX export_client ON export (client) WHERE client IS NOT NULL;\n",

	/* A CHECK cannot be changed: the table is made anew. */
	"DROP INDEX tombstone_record;\n",
	"ALTER TABLE tombstone RENAME TO tombstone_1;\n",
	"CREATE TABLE tombstone (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	what TEXT NOT NULL CHECK (what IN ('response', 'client')),\n"
	"	record BLOB NOT NULL CHECK (length(record) = 16),\n"
	"	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB REFERENCES caseworker (id)\n"
	") STRICT;\n",
	"INSERT INTO tombstone (id, what, record, reason, at, caseworker) "
	"SELECT id, what, record, reason, at, caseworker FROM tombstone_1;\n",
	"DROP TABLE tombstone_1;\n",
	"CREATE INDEX tombstone_record ON tombstone (record);\n",

	/* The last link of each device's chain that was pruned. */
	"CREATE TABLE anchor (\n"
	"	device BLOB PRIMARY KEY NOT NULL CHECK (length(device) = 16),\n"
	"	seq INTEGER NOT NULL CHECK (seq > 0),\n"
	"	hash BLOB NOT NULL CHECK (length(hash) = 32),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB CHECK (length(caseworker) = 16)\n"
	") STRICT, WITHOUT ROWID;\n",
	NULL
};

/* Who can open the data key; see store/keys.h. */
static const char *const version_3[] = {
	"CREATE TABLE key_slot (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	caseworker BLOB UNIQUE REFERENCES caseworker (id),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	passes INTEGER NOT NULL CHECK (passes > 0),\n"
	"	memory INTEGER NOT NULL CHECK (memory > 0),\n"
	"	salt BLOB NOT NULL CHECK (length(salt) = 16),\n"
	"	secret BLOB NOT NULL CHECK (length(secret) = 72),\n"
	"	data_key BLOB NOT NULL CHECK (length(data_key) = 84),\n"
	"	public_key BLOB NOT NULL CHECK (length(public_key) >= 8)\n"
	") STRICT;\n",
	"CREATE UNIQUE INDEX key_slot_recovery ON key_slot (caseworker IS NULL) WHERE caseworker IS NULL;\n",
	NULL
};

/* An outcome is a spell, and it is known where it comes from. No program before this one wrote any. */
static const char *const version_4[] = {
	"ALTER TABLE outcome ADD COLUMN until TEXT CHECK (length(until) = 10);\n",
	"ALTER TABLE outcome ADD COLUMN source TEXT NOT NULL DEFAULT 'hand' "
	"CHECK (source IN ('hand', 'register'));\n",
	NULL
};

/* Other offices, and what tells which of two editions of a caseworker is the later; see store/peers.h. */
static const char *const version_5[] = {
	"ALTER TABLE caseworker ADD COLUMN edition INTEGER NOT NULL DEFAULT 1 CHECK (edition > 0);\n",
	"CREATE TABLE peer (\n"
	"	id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n"
	"	office BLOB NOT NULL UNIQUE CHECK (length(office) = 16),\n"
	"	at TEXT NOT NULL CHECK (length(at) = 20 AND at GLOB '[0-9]*T*Z'),\n"
	"	caseworker BLOB REFERENCES caseworker (id),\n"
	"	code TEXT NOT NULL CHECK (length(code) BETWEEN 2 AND 6 AND code NOT GLOB '*[^A-Z0-9]*'),\n"
	"	state TEXT NOT NULL CHECK (state IN ('own', 'named', 'paired')),\n"
	"	keys BLOB NOT NULL CHECK (length(keys) >= 8),\n"
	"	secret BLOB CHECK (length(secret) >= 8),\n"
	"	sent INTEGER NOT NULL CHECK (sent >= 0),\n"
	"	received INTEGER NOT NULL CHECK (received >= 0),\n"
	"	CHECK ((state = 'own') = (secret IS NOT NULL))\n"
	") STRICT;\n",
	NULL
};

const struct migration schema_migrations[] = {
	{ version_1, "d72a9952120f5c414270c716bac50a2fa0651aace5fd6d9cb0a86025cc7dedf8" },
	{ version_2, "a195e2ee6486b8f4976d909223711f6d60fc3b0a28720a437d28b1f82d5d466b" },
	{ version_3, "74d74a67edf1e78e0b6ce704bbd092d8cd9529f0b678bd8f9efb805d17979f68" },
	{ version_4, "e8d1be21fd4a09695739cfb9dd35356a6d9e7cc9f2e0f41953f9535f1b7cbe7f" },
	{ version_5, "028dcb2cee30879d79f8852b108be12904abffb078c01ce9da0e0e5beeae1aef" },
};
const int schema_version = ARRAY_SIZE(schema_migrations);
