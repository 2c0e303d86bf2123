/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office's keys: one to sign with (Ed25519), one to be written to (X25519). In the store they
 * are hex texts, the public ones and the secret ones each in this order.
 */
#ifndef EXCHANGE_OFFICEKEYS_H
#define EXCHANGE_OFFICEKEYS_H

#include <sodium.h>

#include "stige/store/peers.h"

struct office_public {
	unsigned char sign[crypto_sign_PUBLICKEYBYTES], box[crypto_box_PUBLICKEYBYTES];
};
struct office_secret {
	unsigned char sign[crypto_sign_SECRETKEYBYTES], box[crypto_box_SECRETKEYBYTES];
};

#define PUBLIC_HEX (2 * sizeof(struct office_public) + 1)
#define SECRET_HEX (2 * sizeof(struct office_secret) + 1)

bool office_public_read(const char *hex, struct office_public *ret);
/* Into memory that is wiped by office_secret_free; NULL when the text is none. */
struct office_secret *office_secret_new(const char *hex);
void office_secret_free(struct office_secret *k);

#endif
