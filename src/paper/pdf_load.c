/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the module that draws PDF: beside the program as built, or in the folder it is installed in.
 * Nothing in the environment has a say in which file that is.
 */
#include <dlfcn.h>
#include <string.h>

#include "pdf.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

/* POSIX hands out functions as data: this is how it asks for them to be taken. */
static pdf_drawer *drawer_of(void *module)
{
	void *symbol = dlsym(module, PDF_DRAW);
	pdf_drawer *draw = NULL;

	if (symbol)
		memcpy(&draw, &symbol, sizeof(draw));
	return draw;
}

static bool find(struct str *path)
{
	return file_beside_program(path, "src/paper/" STIGE_PDF_MODULE)
		|| file_beside_program(path, "../" STIGE_LIBDIR "/stige/" STIGE_PDF_MODULE);
}

bool paper_has_pdf(void)
{
	struct str path = STR_INIT;
	bool has = find(&path);

	str_release(&path);
	return has;
}

static enum stige_rc missing(struct err *err)
{
	return err_set(err, STIGE_UNAVAILABLE, "%s",
		_("This installation cannot make PDF; make the sheet as HTML and print it from a browser."));
}

enum stige_rc paper_pdf(const struct paper *p, int64_t made, struct str *out, struct err *err)
{
	struct str path = STR_INIT;
	void *module = find(&path) ? dlopen(path.text, RTLD_NOW | RTLD_LOCAL) : NULL;
	pdf_drawer *draw = module ? drawer_of(module) : NULL;
	enum stige_rc rc = draw ? draw(p, made, out, err) : missing(err);

	/* It stays loaded: GLib's types cannot be taken away again. */
	str_release(&path);
	return rc;
}
