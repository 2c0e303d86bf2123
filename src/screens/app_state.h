/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all screens share, and the screens' tables with what each is opened with.
 *
 * Shared look and the open meeting are here because they are one fact for the whole program:
 * while a meeting is open and the look is shared, no W text and no other client may stand on
 * any frame. Every screen asks app_look() before it draws anything of the caseworker's side.
 */
#ifndef STIGE_SCREENS_APP_STATE_H
#define STIGE_SCREENS_APP_STATE_H

#include "stige/casefile/casefile.h"
#include "stige/casefile/desk.h"
#include "stige/casefile/report.h"
#include "stige/casefile/sitting.h"
#include "stige/screens/app.h"
#include "stige/ui/ui.h"

struct question_view;

/* Long work of a screen: begun when a frame that says so was painted. */
struct app_job {
	void (*work)(void *state);
	void *state;
};

struct app {
	struct app_options options;
	struct desk *desk;
	struct ui *ui;
	enum look look;                  /* shared while a meeting is begun, until `w` */
	struct sitting *sitting;         /* the open meeting, NULL = none; owned */
	struct chore *chore;             /* chore.h: the check of the file; NULL = not begun */
	bool large;                      /* the client's questions stand far apart (F4) */
	struct app_job job;              /* under way; all zero = none */
	size_t conflicts;                /* that wait for a person; app_count_conflicts */
	struct id left_room;             /* a draft the client was answering when the program ended */
};

static inline struct app *app_of(const struct ui *ui)
{
	return ui->app;
}

/* The look of a screen that shows a client: own unless a meeting is open and shared. */
enum look app_look(const struct app *a);
/* Parks the open meeting (drafts are on disk) and goes back to the own look. */
void app_park(struct app *a);
/*
 * The look is switched on purpose and in a meeting alone; outside one it is the caseworker's own, and
 * that is said. True when it was switched.
 */
bool app_switch_look(struct app *a);
/* For pages with more than one client or the caseworker's own: STIGE_PERMISSION in the shared look, and the way out. */
enum stige_rc app_own_only(const struct app *a, struct err *err);
/* Goes on with a meeting that was parked, in place of the screen that calls it; shared look. */
unsigned app_resume(struct app *a, const struct id *meeting);
/*
 * The program's own words follow the language of what is shown to the client, where there is a
 * translation. Returns the language in effect before, to be spoken again afterwards.
 */
const char *app_speak(const struct app *a, const char *lang);
/* Says a question aloud where that is set up (F5, and when it comes up); else false. */
bool app_read_aloud(const struct app *a, const struct question_view *v);
/* What to say when it is not. */
const char *app_no_voice(void);
/* After facts changed inside a meeting: loads its case file again. */
enum stige_rc app_refresh(struct app *a, struct err *err);

/* The screen whose state it is paints itself once more, then work is done; it takes the job back in its close. */
void app_begin_job(struct app *a, void (*work)(void *state), void *state);
void app_drop_job(struct app *a, const void *state);
/* After what may bring or settle conflicts. A file that cannot be read now says so elsewhere. */
void app_count_conflicts(struct app *a);

/* Around putting another file in the place of the desk's: what reads it between the keys lets go, and takes up. */
void app_let_go(struct app *a);
void app_take_up(struct app *a);
/* What the desk's state means for the ui: the lock, the badge. After founding and unlocking. */
void app_follow_desk(struct app *a);
/* The first screens of a desk that is open: caseload, the story's client, drafts that were left. */
enum stige_rc app_begin(struct app *a, struct err *err);

/* Opened with a const struct id * of the client, unless said otherwise. */
extern const struct screen screen_first_start;   /* arg NULL */
extern const struct screen screen_caseload;      /* arg NULL */
extern const struct screen screen_client;        /* progress, activities, plan, log of the client */
extern const struct screen screen_client_edit;   /* NULL = new client; result 1 = saved */
extern const struct screen screen_client_pause;  /* the same page, at the day a pause ends */
extern const struct screen screen_log;           /* session log; NULL = mine, else one client's */
extern const struct screen screen_export;        /* const struct export_options * */
extern const struct screen screen_handover;      /* refused in the shared look */
extern const struct screen screen_handover_page; /* the same as text, without the study's figure */
extern const struct screen screen_outcomes;      /* the client's id */
extern const struct screen screen_mirror;        /* the client left out, or NULL; refused in the shared look */
extern const struct screen screen_responses;     /* earlier answers of a client: correct, void */
extern const struct screen screen_answers;       /* const struct answers_arg *: one response; result 1 = corrected */
extern const struct screen screen_rights;        /* access, correction, restriction, erasure; own look only */
extern const struct screen screen_kept;          /* what has been kept long enough; arg NULL */
extern const struct screen screen_lock;          /* arg const struct lock_arg * or NULL; result 1 = right PIN */
extern const struct screen screen_unlock;        /* arg NULL; the passphrase is asked, the key is wiped */
extern const struct screen screen_recovery;      /* const char *, the code; result 1 = it was typed back */
extern const struct screen screen_keys;          /* arg NULL: who can open this file */
extern const struct screen screen_left_drafts;   /* arg NULL: drafts that were left behind */

extern const struct screen screen_outbox;        /* arg NULL; refused in the shared look */
extern const struct screen screen_backups;       /* arg NULL; refused in the shared look */
extern const struct screen screen_import;        /* arg NULL; refused in the shared look */
extern const struct screen screen_reports;       /* arg NULL; refused in the shared look */
extern const struct screen screen_report_clients;/* const struct report_arg *: who is behind a number */
extern const struct screen screen_offices;       /* arg NULL; refused in the shared look */
extern const struct screen screen_conflicts;     /* arg NULL; refused in the shared look */
extern const struct screen screen_tour;          /* arg NULL */
extern const struct screen screen_offers;        /* arg NULL; nothing about a client */
extern const struct screen screen_sources;       /* arg NULL; refused in the shared look */

extern const struct screen screen_contact;       /* start a contact: kind, and "did not come", "cancelled", "moved" */
extern const struct screen screen_meeting;       /* arg NULL: the app's sitting */
extern const struct screen screen_room;          /* the client's room; arg const struct question_arg * */
extern const struct screen screen_question;      /* reading aloud: one question on the caseworker's side */
extern const struct screen screen_assessment;    /* the caseworker's 11 */
extern const struct screen screen_paper;         /* the client's questions from a filled-in sheet; same arg */
extern const struct screen screen_activities;    /* inside a meeting (arg NULL) */
extern const struct screen screen_advice;        /* a client's id, or NULL = the open meeting's */
extern const struct screen screen_path;          /* a client's id, or NULL = the open meeting's */
extern const struct screen screen_voices;        /* as screen_path; refused in the shared look */
extern const struct screen screen_since;         /* running activities: before and now; as screen_path */
extern const struct screen screen_small_steps;   /* what moved, also below a whole step; as screen_path */
extern const struct screen screen_agree;         /* agreed steps; const struct agree_arg * or NULL */
extern const struct screen screen_close;         /* journal, sheet, next date; arg NULL */
extern const struct screen screen_sheet;         /* the client's sheet as text; a client's id */
extern const struct screen screen_journal;       /* the newest meeting's text; a client's id */
extern const struct screen screen_text;          /* something to read; arg const struct text_arg * */

struct question_arg {
	struct giving *giving;           /* owned by the screen from then on */
	bool correcting;                 /* ends with a reason instead of a thank-you */
	const char *item;                /* correct this answer alone; NULL = go through all */
	const char *name;                /* the client's, for the title; NULL = the open meeting's */
};
struct answers_arg {
	struct id client, response;      /* one that stands */
	const char *item;                /* where the mark stands first; "" = at the top. Lives on. */
};
struct text_arg {
	const char *title;
	char *text;                      /* owned by the screen from then on */
	enum context context;            /* CONTEXT_PAGE */
};
struct lock_arg {
	bool room;                       /* leaving the client's room: nothing of the caseworker shows before the PIN */
	unsigned kept;                   /* "3 answers kept" */
	bool back;                       /* Esc goes back to the client's questions (result 0) */
};
struct report_arg {
	enum report_kind kind;
	const char *code;                /* of the row; copied */
};
/* NULL: all of it. */
struct agree_arg {
	bool before;                     /* only what was agreed before, to be ticked off */
};

#endif
