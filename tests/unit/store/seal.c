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

static const unsigned char key[SEAL_KEY] = "no secret, for tests alone";

static int setup_version(void **state, uint32_t version)
{
	static struct sealed x;

	x = (struct sealed){ .blob = STR_INIT, .out = STR_INIT };
	x.k = seal_new();
	seal_expect(x.k, version);
	if (version > 0)
		seal_unlock(x.k, key);
	x.place = (struct seal_place){ "client", "name", { { 1, 2, 3 } }, "NB-0042" };
	seal_close(x.k, &x.place, value, strlen(value), &x.blob);
	*state = &x;
	return 0;
}

static int setup(void **state)
{
	return setup_version(state, 0);
}

static int setup_secret(void **state)
{
	return setup_version(state, 1);
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

/* Nonce, text padded to 64 bytes, tag; and nothing of the text in it. */
static void a_secret_value_shows_neither_text_nor_length(void **state)
{
	struct sealed *x = *state;
	char text[200];

	memset(text, 'x', sizeof(text));
	assert_int_equal(seal_version(x->k), 1);
	assert_int_equal(x->blob.len, 24 + 64 + 16);
	assert_int_equal(open_it(x, &x->place), STIGE_OK);
	assert_string_equal(x->out.text, value);
	for (size_t n = 0; n <= sizeof(text); n++) {
		str_clear(&x->blob);
		seal_close(x->k, &x->place, text, n, &x->blob);
		assert_int_equal(x->blob.len, 24 + (n / 64 + 1) * 64 + 16);
		assert_int_equal(open_it(x, &x->place), STIGE_OK);
		assert_int_equal(x->out.len, n);
		assert_memory_equal(x->out.text, text, n);
		assert_null(strstr(x->blob.text + 24, "xxx"));
	}
}

static void the_same_text_is_never_sealed_alike(void **state)
{
	struct sealed *x = *state;
	struct str again = STR_INIT;

	seal_close(x->k, &x->place, value, strlen(value), &again);
	assert_int_equal(again.len, x->blob.len);
	assert_memory_not_equal(again.text, x->blob.text, 24);
	assert_memory_not_equal(again.text + 24, x->blob.text + 24, 64);
	str_release(&again);
}

/* Another version with the same key, another key of the same version, version 0, and no key. */
static void refuses_another_key_or_version(void **state)
{
	static const unsigned char other[SEAL_KEY] = "another key";
	struct sealed *x = *state;

	seal_expect(x->k, 2);
	seal_unlock(x->k, key);
	assert_int_equal(open_it(x, &x->place), STIGE_DATA);
	seal_expect(x->k, 1);
	seal_unlock(x->k, other);
	assert_int_equal(open_it(x, &x->place), STIGE_DATA);
	seal_unlock(x->k, key);
	assert_int_equal(open_it(x, &x->place), STIGE_OK);
	seal_expect(x->k, 0);
	assert_int_equal(open_it(x, &x->place), STIGE_DATA);
	seal_expect(x->k, 1);
	assert_true(seal_locked(x->k));
	assert_null(seal_key(x->k));
	assert_int_equal(open_it(x, &x->place), STIGE_PERMISSION);
	assert_int_equal(x->out.len, 0);
}

/* A plain value is no way into a sealed file. */
static void refuses_a_plain_value(void **state)
{
	struct sealed *x = *state;
	struct seal *plain = seal_new();

	str_clear(&x->blob);
	seal_close(plain, &x->place, value, strlen(value), &x->blob);
	assert_int_equal(open_it(x, &x->place), STIGE_DATA);
	seal_free(plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(opens_what_it_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(an_empty_value_is_sealed_too, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_another_place, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_flipped_bit, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_another_place, setup_secret, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_flipped_bit, setup_secret, teardown),
		cmocka_unit_test_setup_teardown(refuses_every_cut, setup_secret, teardown),
		cmocka_unit_test_setup_teardown(a_secret_value_shows_neither_text_nor_length, setup_secret,
			teardown),
		cmocka_unit_test_setup_teardown(the_same_text_is_never_sealed_alike, setup_secret, teardown),
		cmocka_unit_test_setup_teardown(refuses_another_key_or_version, setup_secret, teardown),
		cmocka_unit_test_setup_teardown(refuses_a_plain_value, setup_secret, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
