/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of screens, driven by keys. The screens here only write down what happens to them. */
#include <string.h>

#include "check.h"
#include "stige/ui/ui.h"
#include "stige/base/banned.h"

/* What happened, in order: "open a;reload a;..." */
struct story {
	struct str text;
	bool open_fails, reload_fails;
	bool nothing_to_undo;
};

struct actor {
	struct ui *ui;
	struct story *story;
	const char *name;
	enum context context;
};

static void tell(const struct actor *a, const char *what)
{
	str_addf(&a->story->text, "%s %s;", what, a->name);
}

static unsigned told_done(void *state, int value)
{
	struct actor *a = state;

	str_addf(&a->story->text, "done %d to %s;", value, a->name);
	return UI_REDRAW;
}

static enum stige_rc actor_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct actor *a = state;

	a->ui = ui;
	a->story = ui->app;
	a->name = arg ? arg : "?";
	a->context = CONTEXT_LIST;
	if (a->story->open_fails)
		return err_set(err, STIGE_NOTFOUND, "There is no such client.");
	tell(a, "open");
	return STIGE_OK;
}

static enum stige_rc actor_reload(void *state, struct err *err)
{
	const struct actor *a = state;

	tell(a, "reload");
	return a->story->reload_fails ? err_set(err, STIGE_IO, "The disk is gone.") : STIGE_OK;
}

static void actor_layout(void *state, int rows, int cols)
{
	struct actor *a = state;

	str_addf(&a->story->text, "layout %s %dx%d;", a->name, cols, rows);
}

static enum context actor_context(const void *state)
{
	const struct actor *a = state;

	return a->context;
}

static void actor_title(const void *state, struct str *left, struct str *right)
{
	const struct actor *a = state;

	str_addf(left, "Title %s", a->name);
	str_add(right, "state");
}

static const char *actor_label(const void *state, enum action action)
{
	const struct actor *a = state;

	return action == ACTION_UNDO && a->story->nothing_to_undo ? "" : NULL;
}

static void actor_draw(const void *state, struct canvas *c)
{
	const struct actor *a = state;

	canvas_textf(c, 0, 0, c->cols, ROLE_TEXT, "body of %s", a->name);
	canvas_cursor(c, 0, 2, false);
}

static const struct screen actor_screen;

static unsigned actor_action(void *state, enum action action)
{
	static const char *const choices[] = { "No", "Yes", NULL };
	struct actor *a = state;
	int digit;

	str_addf(&a->story->text, "%s to %s;", action_info(action)->name, a->name);
	if (action_digit(action, &digit)) {
		ui_set_result(a->ui, digit);
		return UI_POP;
	}
	if (action == ACTION_START_MEETING || action == ACTION_FIND)
		return ui_open(a->ui, &actor_screen, "b", told_done);
	if (action == ACTION_OPEN_HANDOVER)
		return ui_replace(a->ui, &actor_screen, "c");
	if (action == ACTION_FILTER)
		return ui_pop_to(a->ui, &actor_screen);
	if (action == ACTION_EXPORT)
		return ui_ask(a->ui, &(struct ui_ask){ "Export", "Write the file?", choices }, told_done);
	if (action == ACTION_UNDO)
		return UI_RELOAD;
	if (action == ACTION_LOOK)
		return UI_LOCK;
	return action == ACTION_DOWN ? UI_REDRAW : UI_UNHANDLED;
}

static unsigned actor_text(void *state, struct key key)
{
	struct actor *a = state;

	if (a->context != CONTEXT_FIELD)
		return UI_UNHANDLED;
	str_add(&a->story->text, "text ");
	key_format(key, &a->story->text);
	str_add(&a->story->text, ";");
	return UI_REDRAW;
}

static void actor_leave(void *state)
{
	tell(state, "leave");
}

static void actor_close(void *state)
{
	tell(state, "close");
}

static const struct screen actor_screen = {
	.name = "actor",
	.state_size = sizeof(struct actor),
	.open = actor_open,
	.reload = actor_reload,
	.layout = actor_layout,
	.context_now = actor_context,
	.title = actor_title,
	.label = actor_label,
	.draw = actor_draw,
	.action = actor_action,
	.text = actor_text,
	.leave = actor_leave,
	.close = actor_close,
};

struct stage {
	struct story story;
	struct ui ui;
};

static void stage_open(struct stage *s)
{
	struct err err = ERR_INIT;

	*s = (struct stage){ .story = { .open_fails = false } };
	str_init(&s->story.text);
	ui_init(&s->ui, &s->story, 24, 80, 1000);
	assert_int_equal(ui_push(&s->ui, &actor_screen, "a", NULL, &err), STIGE_OK);
}

static void stage_close(struct stage *s)
{
	ui_release(&s->ui);
	str_release(&s->story.text);
}

static void press(struct stage *s, const char *name)
{
	str_clear(&s->story.text);
	ui_key(&s->ui, key_named(name));
}

static void act(struct stage *s, enum action action)
{
	str_clear(&s->story.text);
	ui_action(&s->ui, action);
}

static void told(const struct stage *s, const char *story)
{
	assert_string_equal(s->story.text.text, story);
}

static struct actor *top(struct stage *s)
{
	return ui_top_state(&s->ui);
}

static void a_screen_lives_and_dies_in_order(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	told(&s, "open a;reload a;layout a 80x20;");
	act(&s, ACTION_FIND);
	told(&s, "find to a;open b;reload b;layout b 80x20;");
	assert_int_equal(s.ui.count, 2);
	press(&s, "7");
	told(&s, "digit-7 to b;leave b;close b;done 7 to a;");
	assert_int_equal(s.ui.count, 1);
	str_clear(&s.story.text);
	ui_release(&s.ui);
	told(&s, "leave a;close a;");
	str_release(&s.story.text);
}

static void a_screen_that_cannot_open_says_why(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	s.story.open_fails = true;
	act(&s, ACTION_FIND);
	assert_int_equal(s.ui.count, 1);
	assert_string_equal(ui_message(&s.ui), "There is no such client.");
	press(&s, "j");
	assert_string_equal(ui_message(&s.ui), "");
	assert_int_equal(s.ui.message_count, 1);
	stage_close(&s);
}

static void a_screen_that_cannot_read_its_facts_is_closed_again(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	s.story.reload_fails = true;
	act(&s, ACTION_FIND);
	told(&s, "find to a;open b;reload b;leave b;close b;");
	assert_int_equal(s.ui.count, 1);
	assert_string_equal(ui_message(&s.ui), "The disk is gone.");
	/* One that is open already stays, and says why it is not up to date. */
	press(&s, "u");
	assert_int_equal(s.ui.count, 1);
	assert_string_equal(ui_message(&s.ui), "The disk is gone.");
	stage_close(&s);
}

static void a_replaced_screen_hands_its_completion_on(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	act(&s, ACTION_FIND);
	act(&s, ACTION_OPEN_HANDOVER);
	told(&s, "handover to b;open c;reload c;layout c 80x20;leave b;close b;");
	assert_int_equal(s.ui.count, 2);
	press(&s, "4");
	told(&s, "digit-4 to c;leave c;close c;done 4 to a;");
	stage_close(&s);
}

static void popping_to_a_screen_closes_all_above(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	act(&s, ACTION_FIND);
	act(&s, ACTION_FIND);
	assert_int_equal(s.ui.count, 3);
	act(&s, ACTION_FILTER);
	told(&s, "filter to b;leave b;close b;leave b;close b;reload a;");
	assert_int_equal(s.ui.count, 1);
	stage_close(&s);
}

static void changed_facts_are_read_again_when_a_screen_shows(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	act(&s, ACTION_FIND);
	press(&s, "u");
	told(&s, "undo to b;reload b;");
	press(&s, "1");
	told(&s, "digit-1 to b;leave b;close b;reload a;done 1 to a;");
	stage_close(&s);
}

static void esc_never_quits_and_q_does_on_the_first_screen(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	press(&s, "Esc");
	assert_int_equal(s.ui.count, 1);
	assert_false(s.ui.quit);
	act(&s, ACTION_FIND);
	press(&s, "q");
	assert_int_equal(s.ui.count, 1);
	assert_false(s.ui.quit);
	press(&s, "q");
	assert_true(s.ui.quit);
	stage_close(&s);
}

static void left_and_backspace_lead_back_in_lists(void **state)
{
	static const char *const keys[] = { "Left", "h", "Backspace" };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct stage s;

		stage_open(&s);
		act(&s, ACTION_FIND);
		press(&s, keys[i]);
		assert_int_equal(s.ui.count, 1);
		act(&s, ACTION_FIND);
		top(&s)->context = CONTEXT_GRID;
		press(&s, keys[i]);
		assert_int_equal(s.ui.count, 2);
		stage_close(&s);
	}
}

static void right_opens_in_lists(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	press(&s, "Right");
	told(&s, "right to a;open to a;");
	stage_close(&s);
}

static void letters_are_text_in_a_field(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	top(&s)->context = CONTEXT_FIELD;
	press(&s, "q");
	told(&s, "text q;");
	press(&s, "Space");
	told(&s, "text Space;");
	press(&s, "Backspace");
	told(&s, "text Backspace;");
	press(&s, "Enter");
	told(&s, "open to a;");
	stage_close(&s);
}

static void a_key_that_means_nothing_says_so(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	press(&s, "z");
	assert_non_null(strstr(ui_message(&s.ui), "does nothing here; ? shows"));
	top(&s)->context = CONTEXT_ROOM;
	press(&s, "z");
	assert_string_equal(ui_message(&s.ui), "");
	stage_close(&s);
}

static void the_room_cannot_be_left_by_the_uis_own_keys(void **state)
{
	static const char *const keys[] = { "Esc", "q", "F10", "Ctrl-c", "Ctrl-z", "F1", "?", "F2", ":", "Ctrl-p",
		"Left", "Backspace", "F6", "F7" };
	struct stage s;
	size_t i;

	(void)state;
	stage_open(&s);
	act(&s, ACTION_FIND);
	top(&s)->context = CONTEXT_ROOM;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		press(&s, keys[i]);
		assert_int_equal(s.ui.count, 2);
		assert_false(s.ui.quit);
		assert_false(s.ui.pending & UI_SUSPEND);
	}
	stage_close(&s);
}

static void a_script_may_name_an_action_that_has_its_place(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	str_clear(&s.story.text);
	ui_key(&s.ui, (struct key){ .code = KC_ACTION, .ch = ACTION_UNDO });
	told(&s, "undo to a;reload a;");
	ui_key(&s.ui, (struct key){ .code = KC_ACTION, .ch = ACTION_NEW_CLIENT });
	told(&s, "undo to a;reload a;");
	assert_non_null(strstr(ui_message(&s.ui), "does nothing here"));
	stage_close(&s);
}

static void idling_locks_once(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	assert_int_equal(ui_next_tick(&s.ui), UI_IDLE_SECONDS);
	s.ui.now += UI_IDLE_SECONDS - 1;
	ui_tick(&s.ui);
	assert_int_equal(s.ui.count, 1);
	assert_int_equal(ui_next_tick(&s.ui), 1);
	s.ui.now += 1;
	ui_tick(&s.ui);
	assert_int_equal(s.ui.count, 2);
	assert_ptr_equal(ui_top(&s.ui), &ui_blank_screen);
	assert_int_equal(ui_next_tick(&s.ui), -1);
	s.ui.now += 5000;
	ui_tick(&s.ui);
	assert_int_equal(s.ui.count, 2);
	press(&s, "x");
	assert_int_equal(s.ui.count, 1);
	told(&s, "");
	assert_int_equal(ui_next_tick(&s.ui), UI_IDLE_SECONDS);
	s.ui.idle_seconds = 0;
	assert_int_equal(ui_next_tick(&s.ui), -1);
	stage_close(&s);
}

static void a_screen_can_lock(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s);
	s.ui.lock = &actor_screen;
	act(&s, ACTION_LOOK);
	assert_int_equal(s.ui.count, 1);         /* it is the lock screen itself */
	s.ui.lock = NULL;
	act(&s, ACTION_LOOK);
	assert_ptr_equal(ui_top(&s.ui), &ui_blank_screen);
	stage_close(&s);
}

static void asking_gives_the_choice_or_none(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(24, 80);

	(void)state;
	stage_open(&s);
	act(&s, ACTION_EXPORT);
	assert_int_equal(s.ui.count, 2);
	ui_draw(&s.ui, &c);
	check_row(&c, 1, "body of a");
	check_row(&c, 9, "        │ Write the file?                                              │");
	check_row(&c, 11, "        │ > 1  No                                                      │");
	check_cursor(&c, 11, 12);
	press(&s, "Esc");
	told(&s, "done -1 to a;");
	act(&s, ACTION_EXPORT);
	press(&s, "Enter");
	told(&s, "done 0 to a;");
	act(&s, ACTION_EXPORT);
	press(&s, "2");
	assert_int_equal(s.ui.count, 2);
	press(&s, "Enter");
	told(&s, "done 1 to a;");
	canvas_free(&c);
	stage_close(&s);
}

static void the_palette_runs_what_was_chosen(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(24, 80);
	const char *typed = "undo";

	(void)state;
	stage_open(&s);
	press(&s, ":");
	assert_ptr_equal(ui_top(&s.ui), &ui_palette_screen);
	for (; *typed; typed++)
		ui_key(&s.ui, (struct key){ .code = KC_CHAR, .ch = (uint32_t)(unsigned char)*typed });
	ui_draw(&s.ui, &c);
	check_row(&c, 4, "    │ : undo______________________________________________________________ │");
	check_row(&c, 6, "    │ > Undo the last change                                    u          │");
	check_cursor(&c, 4, 12);
	press(&s, "Enter");
	told(&s, "undo to a;reload a;");
	assert_int_equal(s.ui.count, 1);
	press(&s, "F2");
	press(&s, "Esc");
	told(&s, "");
	assert_int_equal(s.ui.count, 1);
	canvas_free(&c);
	stage_close(&s);
}

static void the_palette_leaves_out_what_is_not_to_be_had(void **state)
{
	struct stage s;
	const char *typed = "undo";

	(void)state;
	stage_open(&s);
	s.story.nothing_to_undo = true;
	press(&s, ":");
	for (; *typed; typed++)
		ui_key(&s.ui, (struct key){ .code = KC_CHAR, .ch = (uint32_t)(unsigned char)*typed });
	press(&s, "Enter");
	told(&s, "redo to a;");          /* the next best: "Make the undone change again" */
	stage_close(&s);
}

static void help_is_about_the_screen_it_was_asked_on(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(24, 80);
	struct str dump = STR_INIT;

	(void)state;
	stage_open(&s);
	top(&s)->context = CONTEXT_ADVICE;
	press(&s, "?");
	assert_ptr_equal(ui_top(&s.ui), &ui_help_screen);
	ui_draw(&s.ui, &c);
	check_row(&c, 2, "   How do I ...");
	press(&s, "Tab");
	ui_draw(&s.ui, &c);
	canvas_dump(&c, &dump);
	assert_non_null(strstr(dump.text, "Decline the suggestion"));
	assert_null(strstr(dump.text, "Write a new client"));
	press(&s, "Shift-Tab");
	ui_draw(&s.ui, &c);
	check_row(&c, 2, "   How do I ...");
	press(&s, "?");
	assert_int_equal(s.ui.count, 1);
	str_release(&dump);
	canvas_free(&c);
	stage_close(&s);
}

static void messages_are_kept(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(24, 80);
	int i;

	(void)state;
	stage_open(&s);
	ui_say(&s.ui, "Saved %d answers.", 3);
	ui_draw(&s.ui, &c);
	check_row(&c, 21, " Saved 3 answers.");
	check_role(&c, 21, 1, ROLE_MESSAGE);
	ui_say_error(&s.ui, "The disk is full.");
	ui_draw(&s.ui, &c);
	check_role(&c, 21, 1, ROLE_ERROR);
	ui_action(&s.ui, ACTION_OPEN_MESSAGES);
	ui_draw(&s.ui, &c);
	check_row(&c, 3, "     The disk is full.");
	check_row(&c, 5, "     Saved 3 answers.");
	for (i = 0; i < 2 * UI_MESSAGES_MOST; i++)
		ui_say(&s.ui, "Message %d.", i);
	assert_int_equal(s.ui.message_count, UI_MESSAGES_MOST);
	assert_string_equal(s.ui.messages[UI_MESSAGES_MOST - 1].text, "Message 399.");
	canvas_free(&c);
	stage_close(&s);
}

static void the_frame_has_its_rows(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(24, 80);
	struct str footer = STR_INIT;

	(void)state;
	stage_open(&s);
	s.ui.flags = UI_INVENTED;
	ui_draw(&s.ui, &c);
	check_row(&c, 0, " Title a                                                 state  invented people");
	check_row(&c, 1, "body of a");
	check_cursor(&c, 1, 2);
	canvas_row_text(&c, 23, &footer);
	assert_true(str_ends(footer.text, ": commands  ? help"));
	str_release(&footer);
	canvas_free(&c);
	stage_close(&s);
}

static void a_window_too_small_is_a_page(void **state)
{
	struct stage s;
	struct canvas c = canvas_new(11, 80);

	(void)state;
	stage_open(&s);
	str_clear(&s.story.text);
	ui_resize(&s.ui, 11, 80);
	told(&s, "");
	ui_draw(&s.ui, &c);
	check_row(&c, 0, "This window is too small. Make it at least 40 columns wide and 12 rows high.");
	press(&s, "u");
	told(&s, "undo to a;reload a;");
	str_clear(&s.story.text);
	ui_resize(&s.ui, 12, 40);
	told(&s, "layout a 40x9;");
	canvas_free(&c);
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_screen_lives_and_dies_in_order),
		cmocka_unit_test(a_screen_that_cannot_open_says_why),
		cmocka_unit_test(a_screen_that_cannot_read_its_facts_is_closed_again),
		cmocka_unit_test(a_replaced_screen_hands_its_completion_on),
		cmocka_unit_test(popping_to_a_screen_closes_all_above),
		cmocka_unit_test(changed_facts_are_read_again_when_a_screen_shows),
		cmocka_unit_test(esc_never_quits_and_q_does_on_the_first_screen),
		cmocka_unit_test(left_and_backspace_lead_back_in_lists),
		cmocka_unit_test(right_opens_in_lists),
		cmocka_unit_test(letters_are_text_in_a_field),
		cmocka_unit_test(a_key_that_means_nothing_says_so),
		cmocka_unit_test(the_room_cannot_be_left_by_the_uis_own_keys),
		cmocka_unit_test(a_script_may_name_an_action_that_has_its_place),
		cmocka_unit_test(idling_locks_once),
		cmocka_unit_test(a_screen_can_lock),
		cmocka_unit_test(asking_gives_the_choice_or_none),
		cmocka_unit_test(the_palette_runs_what_was_chosen),
		cmocka_unit_test(the_palette_leaves_out_what_is_not_to_be_had),
		cmocka_unit_test(help_is_about_the_screen_it_was_asked_on),
		cmocka_unit_test(messages_are_kept),
		cmocka_unit_test(the_frame_has_its_rows),
		cmocka_unit_test(a_window_too_small_is_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
