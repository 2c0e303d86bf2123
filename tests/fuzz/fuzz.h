/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What hostile bytes must not do. Each target is one function that takes any bytes at all and
 * dies (BUG_ON, or a sanitizer) when something does not hold. Two programs are made of it: one
 * with libFuzzer, which looks for such bytes, and one with replay.c, which any compiler can
 * build and which gives it the kept ones.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own name. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* One form in form.c: dies unless all holds; returns whether it was a good form. */
bool fuzz_form(const char *bytes, size_t n);

#endif
