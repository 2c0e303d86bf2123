/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another office has to share: the rows of a bundle with its seal open, the same each time. */
#ifndef TESTS_FAULTS_NEIGHBOUR_H
#define TESTS_FAULTS_NEIGHBOUR_H

#include "stige/base/err.h"
#include "stige/base/str.h"

enum stige_rc neighbour_rows(struct str *out, struct err *err);

#endif
