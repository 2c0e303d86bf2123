/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/lay.h"
