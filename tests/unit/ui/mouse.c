/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A click is the keys it stands for: it marks, a second one opens, a word of the footer is its key. */
#include "check.h"
#include "stige/base/err.h"
#include "stige/ui/layout.h"
#include "stige/ui/list.h"
#include "stige/ui/ui.h"
#include "stige/base/banned.h"

enum { HEAD = 2, ROWS = 30 };

struct rows_state {
	struct list list;
	int opened;              /* the row that was opened last; -1 = none */
	int made;                /* new clients */
	bool typing;
};

/* Every fifth row is a heading, and the third is two rows high. */
static bool can_focus(const void *context, size_t i)
{
	(void)context;
	return i % 5 != 0;
}

static int height(const void *context, size_t i)
{
	(void)context;
	return i == 2 ? 2 : 1;
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	(void)context;
	(void)focused;
	canvas_textf(c, 0, 0, c->cols, ROLE_TEXT, "row %zu", i);
}

static struct list_source source(void)
{
	return (struct list_source){ .count = ROWS, .draw = draw_row, .can_focus = can_focus, .rows = height };
}

static enum stige_rc rows_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	(void)ui;
	(void)arg;
	(void)err;
	((struct rows_state *)state)->opened = -1;
	return STIGE_OK;
}

static void rows_layout(void *state, int rows, int cols)
{
	struct list_source src = source();

	(void)cols;
	list_layout(&((struct rows_state *)state)->list, &src, rows - HEAD);
}

static void rows_draw(const void *state, struct canvas *c)
{
	struct list_source src = source();
	struct canvas body = canvas_sub(c, (struct rect){ HEAD, 0, c->rows - HEAD, c->cols });

	list_draw(&((const struct rows_state *)state)->list, &src, &body);
}

static unsigned rows_action(void *state, enum action action)
{
	struct rows_state *s = state;
	struct list_source src = source();

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	s->made += action == ACTION_NEW_CLIENT;
	if (action == ACTION_OPEN)
		s->opened = (int)s->list.focus;
	return action == ACTION_OPEN || action == ACTION_NEW_CLIENT ? UI_REDRAW : UI_UNHANDLED;
}

static enum context rows_context(const void *state)
{
	return ((const struct rows_state *)state)->typing ? CONTEXT_FIND : CONTEXT_CASELOAD;
}

static const struct screen rows_screen = {
	.name = "rows", .state_size = sizeof(struct rows_state), .context = CONTEXT_CASELOAD, .open = rows_open,
	.layout = rows_layout, .draw = rows_draw, .action = rows_action, .context_now = rows_context,
};

static int setup(void **state)
{
	static struct ui ui;
	struct err err = ERR_INIT;

	ui_init(&ui, NULL, 24, 80, 0);
	assert_int_equal(ui_push(&ui, &rows_screen, NULL, NULL, &err), STIGE_OK);
	*state = &ui;
	return 0;
}

static int teardown(void **state)
{
	ui_release(*state);
	return 0;
}

static struct rows_state *rows_of(struct ui *ui)
{
	return ui_top_state(ui);
}

/* The body begins in the window's second row. */
static int window_row(int list_row)
{
	return 1 + HEAD + list_row;
}

static void a_click_marks_a_second_opens(void **state)
{
	struct ui *ui = *state;

	ui_key(ui, key_click(window_row(8), 20));        /* row 2 is two rows high: this is row 7 */
	assert_int_equal(rows_of(ui)->list.focus, 7);
	assert_int_equal(rows_of(ui)->opened, -1);
	ui_key(ui, key_click(window_row(8), 3));
	assert_int_equal(rows_of(ui)->opened, 7);
	ui_key(ui, key_click(window_row(1), 3));
	assert_int_equal(rows_of(ui)->list.focus, 1);
	assert_int_equal(rows_of(ui)->opened, 7);
}

static void what_cannot_be_marked_leads_beside_it(void **state)
{
	struct ui *ui = *state;

	ui_key(ui, key_click(window_row(3), 3));         /* the second half of row 2 */
	assert_int_equal(rows_of(ui)->list.focus, 2);
	ui_key(ui, key_click(window_row(6), 3));         /* a heading, row 5 */
	assert_in_range(rows_of(ui)->list.focus, 4, 6);
	ui_key(ui, key_click(0, 3));                     /* the title: no further than the first */
	assert_int_equal(rows_of(ui)->list.focus, 1);
	assert_int_equal(rows_of(ui)->opened, -1);
}

static void the_wheel_moves_the_mark(void **state)
{
	struct ui *ui = *state;

	ui_key(ui, (struct key){ .code = KC_WHEEL_DOWN });
	ui_key(ui, (struct key){ .code = KC_WHEEL_DOWN });
	assert_int_equal(rows_of(ui)->list.focus, 3);
	ui_key(ui, (struct key){ .code = KC_WHEEL_UP });
	assert_int_equal(rows_of(ui)->list.focus, 2);
}

static void a_word_of_the_footer_is_its_key(void **state)
{
	struct ui *ui = *state;
	struct canvas c = canvas_new(24, 80);
	struct str footer = STR_INIT;
	int hits = 0;

	ui_draw(ui, &c);
	canvas_row_text(&c, 23, &footer);
	assert_true(str_ends(footer.text, ": commands  ? help"));
	for (int col = 0; col < 80; col++)
		hits += layout_footer_at(80, col, CONTEXT_CASELOAD, &rows_screen, rows_of(ui)) == ACTION_HELP;
	assert_int_equal(hits, 6);                       /* "? help" */
	ui_key(ui, key_click(23, 78));
	assert_ptr_equal(ui_top(ui), &ui_help_screen);
	ui_key(ui, key_click(23, 0));                    /* beside every word */
	assert_ptr_equal(ui_top(ui), &ui_help_screen);
	str_release(&footer);
	canvas_free(&c);
}

/* Where letters are text, a click on the focus would press Enter behind somebody's back. */
static void a_click_opens_nothing_while_typing(void **state)
{
	struct ui *ui = *state;

	ui_key(ui, key_click(window_row(1), 3));
	rows_of(ui)->opened = -1;
	rows_of(ui)->typing = true;
	ui_key(ui, key_click(window_row(1), 3));
	assert_int_equal(rows_of(ui)->opened, -1);
}

static void the_blank_screen_stays(void **state)
{
	struct ui *ui = *state;

	ui_action(ui, ACTION_BLANK);
	ui_key(ui, key_click(5, 5));
	ui_key(ui, (struct key){ .code = KC_WHEEL_UP });
	assert_ptr_equal(ui_top(ui), &ui_blank_screen);
	ui_key(ui, (struct key){ .code = KC_CHAR, .ch = 'x' });
	assert_ptr_equal(ui_top(ui), &rows_screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_click_marks_a_second_opens, setup, teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_marked_leads_beside_it, setup, teardown),
		cmocka_unit_test_setup_teardown(the_wheel_moves_the_mark, setup, teardown),
		cmocka_unit_test_setup_teardown(a_word_of_the_footer_is_its_key, setup, teardown),
		cmocka_unit_test_setup_teardown(a_click_opens_nothing_while_typing, setup, teardown),
		cmocka_unit_test_setup_teardown(the_blank_screen_stays, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
