/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "stige/base/mem.h"
#include "vt_private.h"
#include "stige/base/banned.h"

enum { SYNC = 0x1E, WAIT_MS = 10000, STEP_MS = 5, KILL_AFTER_MS = 2000 };

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct vt *vt = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		vt->cursor_visible = value->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		vt->second_screen = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_prop };

static void on_output(const char *bytes, size_t n, void *user)
{
	vt_send(user, bytes, n);
}

static void make_glass(struct vt *vt, int rows, int cols)
{
	vt->vterm = vterm_new(rows, cols);
	vterm_set_utf8(vt->vterm, 1);
	vterm_output_set_callback(vt->vterm, on_output, vt);
	vt->screen = vterm_obtain_screen(vt->vterm);
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
	vt->cursor_visible = true;
}

struct vt *vt_start(const struct vt_options *o)
{
	struct vt *vt = mem_alloc(sizeof(*vt));

	vt->master = -1;
	str_init(&vt->output);
	if (!vt_spawn(vt, o)) {
		mem_free(vt);
		return NULL;
	}
	fcntl(vt->master, F_SETFD, FD_CLOEXEC);
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	make_glass(vt, o->rows, o->cols);
	return vt;
}

/* Sync bytes are counted, the rest goes to the glass. */
static void take(struct vt *vt, const char *bytes, size_t n)
{
	size_t i, from = 0;

	for (i = 0; i <= n; i++) {
		if (i < n && bytes[i] != SYNC)
			continue;
		if (i > from) {
			vterm_input_write(vt->vterm, bytes + from, i - from);
			str_addn(&vt->output, bytes + from, i - from);
		}
		vt->markers += i < n;
		from = i + 1;
	}
}

/* Reads what is there. False when the other side is gone. */
static bool drain(struct vt *vt)
{
	char bytes[4096];
	ssize_t n;

	while (vt->master >= 0 && (n = read(vt->master, bytes, sizeof(bytes))) != 0) {
		if (n > 0)
			take(vt, bytes, (size_t)n);
		else if (errno != EINTR)
			return errno == EAGAIN;
	}
	return false;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void poll_master(const struct vt *vt, int64_t until)
{
	struct pollfd fd = { .fd = vt->master, .events = POLLIN };
	int64_t left = until - now_ms();

	poll(&fd, 1, left < 0 ? 0 : (int)left);
}

bool vt_wait(struct vt *vt)
{
	int64_t until = now_ms() + WAIT_MS;

	while (vt->markers == 0) {
		if (!drain(vt) && vt->markers == 0)
			return false;
		if (vt->markers == 0 && now_ms() >= until)
			return false;
		if (vt->markers == 0)
			poll_master(vt, until);
	}
	vt->markers = 0;
	return true;
}

void vt_send(struct vt *vt, const char *bytes, size_t n)
{
	while (n > 0 && vt->master >= 0) {
		ssize_t done = write(vt->master, bytes, n);

		if (done < 0 && errno == EAGAIN) {
			drain(vt);
			continue;
		}
		if (done < 0)
			return;
		bytes += done;
		n -= (size_t)done;
	}
}

static VTermKey special(enum key_code code)
{
	static const struct {
		enum key_code code;
		VTermKey key;
	} table[] = {
		{ KC_ENTER, VTERM_KEY_ENTER }, { KC_TAB, VTERM_KEY_TAB }, { KC_BACKSPACE, VTERM_KEY_BACKSPACE },
		{ KC_ESC, VTERM_KEY_ESCAPE }, { KC_UP, VTERM_KEY_UP }, { KC_DOWN, VTERM_KEY_DOWN },
		{ KC_LEFT, VTERM_KEY_LEFT }, { KC_RIGHT, VTERM_KEY_RIGHT }, { KC_INSERT, VTERM_KEY_INS },
		{ KC_DELETE, VTERM_KEY_DEL }, { KC_HOME, VTERM_KEY_HOME }, { KC_END, VTERM_KEY_END },
		{ KC_PGUP, VTERM_KEY_PAGEUP }, { KC_PGDN, VTERM_KEY_PAGEDOWN },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		if (table[i].code == code)
			return table[i].key;
	if (code >= KC_F1 && code <= KC_F12)
		return (VTermKey)((int)VTERM_KEY_FUNCTION_0 + 1 + (int)code - (int)KC_F1);
	return VTERM_KEY_NONE;
}

/* libvterm turns a key into the bytes its terminal would send, and calls on_output. */
static void send_key(struct vt *vt, struct key key)
{
	if (key.code == KC_CHAR)
		vterm_keyboard_unichar(vt->vterm, key.ch, VTERM_MOD_NONE);
	else if (key.code == KC_CTRL)
		vterm_keyboard_unichar(vt->vterm, key.ch, VTERM_MOD_CTRL);
	else if (key.code == KC_BACKTAB)
		vterm_keyboard_key(vt->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
	else
		vterm_keyboard_key(vt->vterm, special(key.code), VTERM_MOD_NONE);
}

static bool send_and_wait(struct vt *vt, struct key key)
{
	drain(vt);
	vt->markers = 0;
	send_key(vt, key);
	return vt_wait(vt);
}

bool vt_key(struct vt *vt, const char *name)
{
	struct key key;

	return key_parse(name, &key) && send_and_wait(vt, key);
}

bool vt_type(struct vt *vt, const char *text)
{
	struct key key;
	size_t n;

	for (; (n = key_from_text(text, &key)) > 0; text += n)
		if (!send_and_wait(vt, key))
			return false;
	return *text == '\0';
}

bool vt_resize(struct vt *vt, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	drain(vt);
	vt->markers = 0;
	vterm_set_size(vt->vterm, rows, cols);
	ioctl(vt->master, TIOCSWINSZ, &size);
	return vt_wait(vt);
}

pid_t vt_program(const struct vt *vt)
{
	return vt->program;
}

void vt_signal(struct vt *vt, int signal)
{
	drain(vt);
	vt->markers = 0;
	kill(-vt->program, signal);
}

bool vt_wait_stopped(struct vt *vt)
{
	return vt_wait(vt);
}

void vt_hang_up(struct vt *vt)
{
	drain(vt);
	if (vt->master >= 0)
		close(vt->master);
	vt->master = -1;
}

static bool reap(struct vt *vt)
{
	if (!vt->ended && waitpid(vt->leader, &vt->status, WNOHANG) == vt->leader)
		vt->ended = true;
	return vt->ended;
}

static bool wait_end(struct vt *vt, int ms)
{
	int64_t until = now_ms() + ms;

	while (!reap(vt) && now_ms() < until) {
		drain(vt);
		poll(NULL, 0, STEP_MS);
	}
	drain(vt);
	return vt->ended;
}

bool vt_wait_end(struct vt *vt, int *ret_status)
{
	if (!wait_end(vt, WAIT_MS))
		return false;
	*ret_status = vt->status;
	return true;
}

void vt_free(struct vt *vt)
{
	if (!vt)
		return;
	if (!reap(vt)) {
		kill(-vt->program, SIGCONT);
		kill(-vt->program, SIGTERM);
		if (!wait_end(vt, KILL_AFTER_MS)) {
			kill(-vt->program, SIGKILL);
			wait_end(vt, KILL_AFTER_MS);
		}
	}
	if (vt->master >= 0)
		close(vt->master);
	vterm_free(vt->vterm);
	str_release(&vt->output);
	mem_free(vt);
}

const struct str *vt_output(const struct vt *vt)
{
	return &vt->output;
}

void vt_forget(struct vt *vt)
{
	str_clear(&vt->output);
}
