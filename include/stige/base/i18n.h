/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translations through gettext. The program's own words are English msgids with Danish in
 * src/po/da.po; the instrument's words are in forms/ and never pass through here.
 */
#ifndef STIGE_BASE_I18N_H
#define STIGE_BASE_I18N_H

#include <libintl.h>

#define _(msgid) gettext(msgid)
#define N_(msgid) msgid              /* marks a string in a const table; _() where it is shown */
#define P_(context, msgid) i18n_context(context "\004" msgid, msgid)

const char *i18n_context(const char *key, const char *msgid) __attribute__((format_arg(2)));

/*
 * Sets the locale and the language ("da", "en", or NULL for the user's environment) and binds
 * the catalogue in localedir. Numbers keep the C locale's point everywhere. Works where da_DK
 * is not generated; LC_CTYPE falls back to C.UTF-8 when the environment names UTF-8. May be
 * called again to change the language. Returns "da" or "en": the language that took effect.
 */
const char *i18n_start(const char *lang, const char *localedir);
/* The language in effect: "da" or "en". */
const char *i18n_lang(void);

#endif
