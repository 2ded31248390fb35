/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jug: hands the command to the engine and connects the person at the terminal with whatever comes of it.
 * docs/protocols.md draws the conversation. Nothing is decided here but when to end.
 *
 *      stdin ──► engine (after READY) or container (after ATTACH)
 *      stdout, stderr ◄── engine and container
 *      signals, size ──► engine; if it is gone, container
 */
#include "engine.h"
#include "link.h"
#include "request.h"
#include "terminal.h"
#include "text.h"
#include <linux/signalfd.h>

enum { KEYS = 32, CHUNK = 4096, QUIET_MS = 1000, LOST = 125, PATIENCE = 3 };
enum { ATTACH_STDIN = 1, ATTACH_TERMINAL = 2, ATTACH_KEEP_SIGNALS = 4 };
enum { AT_ENGINE, AT_ATTACH, AT_STDIN, AT_STDOUT, AT_STDERR, AT_SIGNALS, AT_COUNT };

/* What a program can be told: not what the kernel says about our own errors, children, stops or pipes. */
#define FORWARDED                                                                                            \
    (SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGINT) | SIGNAL_BIT(SIGQUIT) | SIGNAL_BIT(SIGUSR1) |                   \
     SIGNAL_BIT(SIGUSR2) | SIGNAL_BIT(SIGALRM) | SIGNAL_BIT(SIGTERM) | SIGNAL_BIT(SIGIO) |                   \
     SIGNAL_BIT(SIGPWR) | ~(SIGNAL_BIT(34) - 1))

static struct {
    struct link engine, attach;
    struct link *sink; /* where standard input goes, NULL: nowhere */
    bool terminal, keep_signals, attached;
    bool answered;   /* EXIT came */
    bool ended;      /* EXITED came */
    int answer, end; /* their exit codes */
    int signals;
    unsigned interrupts;
    uint8_t keys[KEYS];
    uint32_t key_count, key_matched;
    struct pollfd polls[AT_COUNT];
} f;

static _Noreturn void quit(int code)
{
    terminal_restore();
    leave(code);
}

static _Noreturn void quit_because(const char *reason)
{
    terminal_restore();
    COMPLAIN(reason);
    leave(LOST);
}

/* ---- signals and size ---- */

static void tell(enum frame_type type, const void *payload, uint32_t length)
{
    bool gone = f.engine.fd < 0 || f.engine.deaf;
    link_put(gone ? &f.attach : &f.engine, type, payload, length);
}

static void tell_size(void)
{
    uint16_t size[2];
    terminal_size(size);
    tell(FRAME_RESIZE, size, sizeof size);
}

static void watch_signals(void)
{
    uint64_t mask = FORWARDED | SIGNAL_BIT(SIGWINCH) | SIGNAL_BIT(SIGCONT);
    set_signal_mask(mask);
    f.signals = (int)SYS(__NR_signalfd4, -1, &mask, 8, O_CLOEXEC | O_NONBLOCK);
}

static void take_signal(uint32_t signal)
{
    if (signal == SIGWINCH || signal == SIGCONT) {
        if (f.terminal && signal == SIGCONT)
            terminal_raw(); /* the shell took the terminal back while we were stopped */
        if (f.terminal)
            tell_size();
        return;
    }
    f.interrupts += signal == SIGINT || signal == SIGTERM;
    if (f.terminal || f.keep_signals || f.interrupts >= PATIENCE)
        quit(128 + (int)signal);
    tell(FRAME_SIGNAL, &signal, sizeof signal);
}

static void read_signals(void)
{
    struct signalfd_siginfo info;
    while (SYS(__NR_read, f.signals, &info, sizeof info) == sizeof info)
        take_signal(info.ssi_signo);
}

/* ---- standard input ---- */

static _Noreturn void detach(void)
{
    static const char words[] = "read escape sequence\n";
    terminal_restore();
    SYS(__NR_write, 2, words, sizeof words - 1);
    leave(0);
}

/* Copies the input without the detach keys. What looked like their beginning is held back until it is not. */
static uint32_t filter_keys(uint8_t *to, const uint8_t *from, uint32_t size)
{
    uint32_t length = 0;
    for (uint32_t i = 0; i < size; i++) {
        if (f.key_matched && from[i] != f.keys[f.key_matched]) {
            memcpy(to + length, f.keys, f.key_matched);
            length += f.key_matched;
            f.key_matched = 0;
        }
        if (f.key_count && from[i] == f.keys[f.key_matched])
            f.key_matched++;
        else
            to[length++] = from[i];
        if (f.key_count && f.key_matched == f.key_count)
            detach();
    }
    return length;
}

static void read_stdin(void)
{
    static uint8_t bytes[LINK_BYTES - KEYS], filtered[LINK_BYTES];
    long n = SYS(__NR_read, 0, bytes, sizeof bytes);
    if (n == -EAGAIN || n == -EINTR)
        return;
    if (n > 0) {
        uint32_t length = filter_keys(filtered, bytes, (uint32_t)n);
        if (length)
            link_put(f.sink, FRAME_STDIN, filtered, length);
        return;
    }
    if (f.key_matched)
        link_put(f.sink, FRAME_STDIN, f.keys, f.key_matched);
    link_put(f.sink, FRAME_STDIN_EOF, NULL, 0);
    f.sink = NULL;
}

/* ---- output ---- */

static void write_text(struct link *link)
{
    int fd = link->in.type == FRAME_STDERR ? 2 : 1;
    uint32_t left = link->text_size - link->text_sent;
    /* Not more than a pipe that polls writable is sure to take: a blocking write would stop everything. */
    long n = SYS(__NR_write, fd, link->text + link->text_sent, left < CHUNK ? left : CHUNK);
    if (n == -EPIPE)
        quit(128 + SIGPIPE);
    if (n > 0)
        link->text_sent += (uint32_t)n;
    else if (n != -EAGAIN && n != -EINTR)
        quit_because(fd == 1 ? "cannot write to standard output" : "cannot write to standard error");
}

/* ---- what the engine and the monitor say ---- */

static void begin_attach(void)
{
    uint32_t flags;
    uint32_t keys = f.engine.text_size - (uint32_t)sizeof flags;
    if (f.attached || f.engine.passed < 0 || f.engine.text_size < sizeof flags || keys > KEYS)
        quit_because("the engine sent an attachment that makes no sense");
    memcpy(&flags, f.engine.text, sizeof flags);
    memcpy(f.keys, f.engine.text + sizeof flags, keys);
    f.key_count = keys;
    f.attached = true;
    f.attach.fd = f.engine.passed;
    f.engine.passed = -1;
    f.sink = flags & ATTACH_STDIN ? &f.attach : NULL;
    f.terminal = flags & ATTACH_TERMINAL;
    f.keep_signals = flags & ATTACH_KEEP_SIGNALS;
    watch_signals();
    if (f.terminal) {
        terminal_raw();
        tell_size();
    }
}

static uint32_t payload_u32(const struct link *link)
{
    uint32_t value;
    memcpy(&value, link->text, sizeof value);
    return value;
}

static void hear_engine(void)
{
    uint32_t size = f.engine.text_size;
    if (f.engine.in.type == FRAME_ATTACH)
        return begin_attach();
    if (f.engine.in.type == FRAME_READY) {
        f.sink = f.attached ? f.sink : &f.engine;
        return;
    }
    if (f.engine.in.type != FRAME_EXIT || size != 4)
        quit_because("the engine sent something that this program does not know");
    f.answered = true;
    f.answer = (int)(payload_u32(&f.engine) & 0xff);
}

static void hear_monitor(void)
{
    if (f.attach.in.type != FRAME_EXITED || f.attach.text_size != 4)
        return;
    f.ended = true;
    f.end = exit_code((int)payload_u32(&f.attach));
    link_close(&f.attach);
}

static void read_from(struct link *link)
{
    while (link->fd >= 0 && !link_has_text(link)) {
        enum link_event event = link_read(link);
        if (event == LINK_WAIT || event == LINK_TEXT)
            return;
        if (event == LINK_ERROR)
            quit_because("received something that is no frame");
        if (event == LINK_END)
            link_close(link);
        else if (link == &f.engine)
            hear_engine();
        else
            hear_monitor();
        link->text_size = link->text_sent = 0;
    }
}

/* ---- the loop ---- */

static void end_if_done(void)
{
    if (link_has_text(&f.engine) || link_has_text(&f.attach) || f.attach.fd >= 0)
        return;
    if (f.answered)
        quit(f.answer);
    if (f.engine.fd >= 0)
        return;
    if (f.ended)
        quit(f.end);
    quit_because(f.attached ? "the connection to the container is lost"
                            : "the engine ended before it answered");
}

static void watch(int place, int fd, int events)
{
    f.polls[place].fd = events ? fd : -1; /* poll reports a hang-up even to those who did not ask */
    f.polls[place].events = (short)events;
    f.polls[place].revents = 0;
}

static int events_of(const struct link *link)
{
    return (link_has_output(link) ? POLLOUT : 0) | (link_has_text(link) ? 0 : POLLIN);
}

static bool text_for(enum frame_type type)
{
    return (link_has_text(&f.engine) && f.engine.in.type == type) ||
           (link_has_text(&f.attach) && f.attach.in.type == type);
}

static int wait_for_events(void)
{
    if (f.sink && (f.sink->fd < 0 || f.sink->deaf))
        f.sink = NULL;
    watch(AT_ENGINE, f.engine.fd, events_of(&f.engine));
    watch(AT_ATTACH, f.attach.fd, events_of(&f.attach));
    watch(AT_STDIN, 0, f.sink && !link_has_output(f.sink) ? POLLIN : 0);
    watch(AT_STDOUT, 1, text_for(FRAME_STDOUT) ? POLLOUT : 0);
    watch(AT_STDERR, 2, text_for(FRAME_STDERR) ? POLLOUT : 0);
    watch(AT_SIGNALS, f.signals, POLLIN);
    /* EXIT is the last word, yet an attachment may still be bringing output: leave when it falls silent. */
    bool quiet = f.answered && !text_for(FRAME_STDOUT) && !text_for(FRAME_STDERR);
    return wait_for(f.polls, AT_COUNT, quiet ? QUIET_MS : -1);
}

static void serve(struct link *link, int place)
{
    if (link_has_text(link) && f.polls[link->in.type == FRAME_STDERR ? AT_STDERR : AT_STDOUT].revents)
        write_text(link);
    if (f.polls[place].revents & ~POLLOUT && link->fd >= 0)
        read_from(link);
    link_flush(link);
}

int main(int argc, char **argv, char **envp)
{
    f.attach.fd = f.attach.passed = f.engine.passed = f.signals = -1;
    open_standard_files();
    f.engine.fd = engine_connect(argv, envp);
    set_disposition(SIGPIPE, DISPOSITION_IGNORE);
    if (!request_send(f.engine.fd, argc, argv, envp))
        quit_because("the engine ended before it answered");
    for (;;) {
        end_if_done();
        if (wait_for_events() == 0)
            quit(f.answer);
        if (f.polls[AT_SIGNALS].revents)
            read_signals();
        if (f.polls[AT_STDIN].revents && f.sink)
            read_stdin();
        serve(&f.engine, AT_ENGINE);
        serve(&f.attach, AT_ATTACH);
    }
}
