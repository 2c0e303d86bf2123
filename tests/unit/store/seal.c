/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "stige/store/seal.h"

struct sealed {
	struct seal *k;
	struct seal_place place;
	struct str blob, out;
	struct err err;
};

static const char value[] = "Bodil Krydderugle";

static int setup(void **state)
{
	static struct sealed x;

	x = (struct sealed){ .blob = STR_INIT, .out = STR_INIT };
	x.k = seal_new();
	x.place = (struct seal_place){ "client", "name", { { 1, 2, 3 } }, "NB-0042" };
	seal_close(x.k, &x.place, value, strlen(value), &x.blob);
	*state = &x;
	return 0;
}

static int teardown(void **state)
{
	struct sealed *x = *state;

	str_release(&x->blob);
	str_release(&x->out);
	seal_free(x->k);
	return 0;
}

static enum stige_rc open_it(struct sealed *x, const struct seal_place *place)
{
	str_clear(&x->out);
	return seal_open(x->k, place, x->blob.text, x->blob.len, &x->out, &x->err);
}

static void opens_what_it_closed(void **state)
{
	struct sealed *x = *state;

	assert_int_equal(seal_version(x->k), 0);
	assert_int_equal(x->blob.len, 8 + strlen(value));
	assert_int_equal(open_it(x, &x->place), STIGE_OK);
	assert_string_equal(x->out.text, value);
}

static void an_empty_value_is_sealed_too(void **state)
{
	struct sealed *x = *state;

	str_clear(&x->blob);
	seal_close(x->k, &x->place, "", 0, &x->blob);
	assert_int_equal(x->blob.len, 8);
	assert_int_equal(open_it(x, &x->place), STIGE_OK);
	assert_int_equal(x->out.len, 0);
}

/* The reason for place: a value that is copied to another row, column or table does not open. */
static void refuses_another_place(void **state)
{
	struct sealed *x = *state;
	struct seal_place other = x->place;

	other.table = "caseworker";
	assert_int_equal(open_it(x, &other), STIGE_DATA);
	other = x->place;
	other.column = "journal_no";
	assert_int_equal(open_it(x, &other), STIGE_DATA);
	other = x->place;
	other.row.bytes[15] = 1;
	assert_int_equal(open_it(x, &other), STIGE_DATA);
	other = x->place;
	other.clear = "NB-0043";
	assert_int_equal(open_it(x, &other), STIGE_DATA);
	other = x->place;
	other.table = "clientn";             /* parts must not run together */
	other.column = "ame";
	assert_int_equal(open_it(x, &other), STIGE_DATA);
}

static void refuses_every_flipped_bit(void **state)
{
	struct sealed *x = *state;

	for (size_t bit = 0; bit < 8 * x->blob.len; bit++) {
		x->blob.text[bit / 8] = (char)(x->blob.text[bit / 8] ^ (1 << bit % 8));
		assert_int_equal(open_it(x, &x->place), STIGE_DATA);
		assert_int_equal(x->out.len, 0);
		x->blob.text[bit / 8] = (char)(x->blob.text[bit / 8] ^ (1 << bit % 8));
	}
}

static void refuses_every_cut(void **state)
{
	struct sealed *x = *state;

	while (x->blob.len > 0) {
		str_cut(&x->blob, x->blob.len - 1);
		assert_int_equal(open_it(x, &x->place), STIGE_DATA);
	}
	assert_null(strstr(x->err.msg, "Bodil"));
	assert_non_null(strstr(x->err.msg, "client.name"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(opens_what_it_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(an_empty_value_is_sealed_too, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_another_place, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_flipped_bit, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_cut, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
