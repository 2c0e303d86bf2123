/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DISK_H
#define STORE_DISK_H

#include "stige/store/keys.h"

/* The state of a block device by what stands under `sys` ("/sys"; tests make their own). */
enum disk_state disk_state_in(const char *sys, unsigned major_no, unsigned minor_no);

#endif
