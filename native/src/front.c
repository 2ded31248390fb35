/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jug: hands the command to the engine and connects the person at the terminal with whatever comes of it.
 * docs/protocols.md draws the conversation. Nothing is decided here but when to end.
 *
 *      stdin ──► engine (after READY) or container (after ATTACH)
 *      stdout, stderr ◄── engine and container
 *      signals, size ──► engine; if it is gone, container
 */
#include "front.h"
#include "wire.h"
#include <linux/signalfd.h>

enum { KEYS = 32, CHUNK = 4096, QUIET_MS = 1000, PATIENCE = 3, MOST_INHERITED = 12 };
enum { ATTACH_STDIN = 1, ATTACH_TERMINAL = 2, ATTACH_KEEP_SIGNALS = 4, ATTACH_ENDS = 8 };
enum { ENGINE, CONTAINER, LINKS };
enum { ON_STDIN = LINKS, ON_OUTPUT, ON_SIGNALS, ON_COUNT };

static struct {
    struct link links[LINKS];
    struct passed passed;
    struct bulk input, text;
    int text_fd; /* 1 or 2: where the text is to be written */
    bool attached;
    uint32_t flags; /* that came with the attachment */
    int answer;     /* the exit code that EXIT brought, −1: it did not come */
    int end;        /* the same for EXITED */
    int signals, interrupts;
    uint8_t keys[KEYS];
    uint32_t key_count, key_matched;
    struct pollfd polls[ON_COUNT];
    int inherited; /* descriptors from 3 on that are not ours */
    int argc;
    char **argv, **envp;
} f;

static _Noreturn void quit(int code)
{
    terminal_restore();
    leave(code);
}

/* Ends with a line on standard error, written in one piece: others may write there, too. */
static _Noreturn void end(int code, const char *text, const char *more, const char *detail)
{
    const char *const texts[] = {text, more, detail, "\n"};
    struct iovec parts[4];
    for (int i = 0; i < 4; i++)
        parts[i] = (struct iovec){(void *)(uintptr_t)texts[i], text_length(texts[i])};
    terminal_restore();
    SYS(__NR_writev, 2, parts, 4);
    leave(code);
}

_Noreturn void give_up(const char *reason, const char *detail)
{
    end(125, "jug: ", reason, detail);
}

/* ---- signals and size ---- */

static void tell(uint32_t type, const void *payload, uint32_t length)
{
    link_put(&f.links[f.links[ENGINE].deaf ? CONTAINER : ENGINE], type, payload, length);
}

static void use_terminal(void)
{
    uint16_t size[2] = {0, 0};
    terminal_raw();
    terminals(size);
    tell(FRAME_RESIZE, size, sizeof size);
}

/* What a program can be told: not what the kernel says about our own errors, children, stops or pipes. */
static void watch_signals(void)
{
    uint64_t mask = SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGINT) | SIGNAL_BIT(SIGQUIT) | SIGNAL_BIT(SIGUSR1) |
                    SIGNAL_BIT(SIGUSR2) | SIGNAL_BIT(SIGALRM) | SIGNAL_BIT(SIGTERM) | SIGNAL_BIT(SIGIO) |
                    SIGNAL_BIT(SIGPWR) | SIGNAL_BIT(SIGWINCH) | SIGNAL_BIT(SIGCONT) | ~(SIGNAL_BIT(34) - 1);
    set_signal_mask(mask | SIGNAL_BIT(SIGPIPE));
    f.signals = (int)SYS(__NR_signalfd4, -1, &mask, 8, O_CLOEXEC | O_NONBLOCK);
}

static void take_signal(uint32_t signal)
{
    if (signal == SIGWINCH || signal == SIGCONT) {
        if (f.flags & ATTACH_TERMINAL)
            use_terminal(); /* after a stop the shell had it */
        return;
    }
    f.interrupts += signal == SIGINT || signal == SIGTERM;
    if (f.flags & (ATTACH_TERMINAL | ATTACH_KEEP_SIGNALS) || f.interrupts >= PATIENCE)
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

/* Who gets it, NULL: nobody. */
static struct link *sink(void)
{
    for (int i = 0; i < LINKS; i++)
        if (f.links[i].subscribed)
            return &f.links[i];
    return NULL;
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
            end(0, "read escape sequence", "", "");
    }
    return length;
}

static void read_stdin(void)
{
    static uint8_t bytes[BULK_BYTES - KEYS];
    uint32_t length = 0;
    long n = SYS(__NR_read, 0, bytes, sizeof bytes);
    if (is_temporary(n))
        return;
    if (n > 0) {
        length = filter_keys(f.input.bytes, bytes, (uint32_t)n);
    } else if (f.key_matched) {
        length = f.key_matched; /* the end is read once more */
        memcpy(f.input.bytes, f.keys, length);
        f.key_matched = 0;
    } else {
        link_put(sink(), FRAME_STDIN_EOF, NULL, 0);
        sink()->subscribed = false;
    }
    if (length)
        bulk_frame(&f.input, FRAME_STDIN, length);
}

/* ---- output ---- */

static void write_text(void)
{
    /* Not more than a pipe that polls writable is sure to take: a blocking write would stop everything. */
    long n = bulk_write(&f.text, f.text_fd, CHUNK);
    if (n == -EPIPE)
        quit(128 + SIGPIPE);
    if (n <= 0 && !is_temporary(n))
        give_up("cannot write to standard ", f.text_fd == 1 ? "output" : "error");
}

/* ---- what the engine and the monitor say ---- */

static void begin_attach(const struct link *engine)
{
    uint32_t keys = engine->in.length - (uint32_t)sizeof f.flags;
    if (f.attached || !passed_count(&f.passed) || engine->in.length < sizeof f.flags || keys > KEYS)
        give_up("the engine sent an attachment that makes no sense", "");
    memcpy(&f.flags, engine->payload, sizeof f.flags);
    memcpy(f.keys, engine->payload + sizeof f.flags, keys);
    f.key_count = keys;
    f.attached = true;
    f.links[CONTAINER].fd = f.passed.fds[0];
    f.links[CONTAINER].subscribed = f.flags & ATTACH_STDIN;
    f.links[ENGINE].subscribed = false;
    watch_signals();
    if (f.flags & ATTACH_TERMINAL)
        use_terminal();
}

/* It becomes a child of ours with our standard files; so does the container, once the launcher has gone. */
static void launch(void)
{
    static const char *const arguments[] = {"jug-launcher", NULL};
    int *fds = f.passed.fds;
    long pid = passed_count(&f.passed) == 2 ? SYS(__NR_clone, SIGCHLD, 0, 0, 0, 0) : -EPROTO;
    if (pid == 0) {
        SYS(__NR_dup3, fds[0], 3, 0);
        SYS(__NR_execveat, fds[1], "", arguments, arguments + 1, AT_EMPTY_PATH);
        leave(127);
    }
    if (pid < 0)
        give_up("cannot start a launcher", "");
    close_fd(&fds[0]), close_fd(&fds[1]);
}

static void ask(int engine)
{
    f.links[ENGINE] = (struct link){.fd = engine};
    request_send(engine, f.inherited, f.argc, f.argv, f.envp);
}

static void hear_engine(struct link *engine)
{
    if (engine->in.type == FRAME_ATTACH)
        begin_attach(engine);
    else if (engine->in.type == FRAME_LAUNCH)
        launch();
    else if (engine->in.type == FRAME_ELSEWHERE)
        link_close(engine), ask(engine_own(f.envp));
    else if (engine->in.type == FRAME_EXIT && engine->in.length == 4)
        f.answer = engine->payload[0];
    else if (engine->in.type != FRAME_READY)
        give_up("the engine sent something that this program does not know", "");
    else if (!f.attached)
        link_subscribe(engine, &f.input);
}

static void hear_monitor(struct link *monitor)
{
    if (monitor->in.type != FRAME_EXITED || monitor->in.length != 4)
        return;
    f.end = exit_code(monitor->payload[0] | monitor->payload[1] << 8);
    link_close(monitor);
    if (f.flags & ATTACH_ENDS)
        link_close(&f.links[ENGINE]);
}

static void read_from(struct link *link)
{
    while (link->fd >= 0) {
        switch (link_read(link, &f.text, &f.passed)) {
        case LINK_WAIT: return;
        case LINK_BULK: f.text_fd = link->in.type == FRAME_STDERR ? 2 : 1; break;
        case LINK_FRAME: link == &f.links[ENGINE] ? hear_engine(link) : hear_monitor(link); break;
        case LINK_END: link_close(link); break;
        case LINK_ERROR: give_up("received something that is no frame", "");
        }
    }
}

/* ---- the loop ---- */

static void end_if_done(void)
{
    if (f.text.size || f.links[CONTAINER].fd >= 0)
        return;
    if (f.answer >= 0)
        quit(f.answer);
    if (f.links[ENGINE].fd >= 0)
        return;
    if (f.end >= 0)
        quit(f.end);
    give_up(f.attached ? "the connection to the container is lost" : "the engine ended before it answered",
            "");
}

static void wait_for_events(void)
{
    links_watch(f.links, LINKS, f.polls, &f.text, &f.input);
    watch(&f.polls[ON_STDIN], 0, sink() && !f.input.size ? POLLIN : 0);
    watch(&f.polls[ON_OUTPUT], f.text_fd, f.text.size ? POLLOUT : 0);
    watch(&f.polls[ON_SIGNALS], f.signals, POLLIN);
    /* EXIT is the last word, yet an attachment may still be bringing output: leave when it falls silent. */
    bool quiet = f.answer >= 0 && !f.text.size;
    if (wait_for(f.polls, ON_COUNT, quiet ? QUIET_MS : -1) == 0)
        quit(f.answer);
}

int main(int argc, char **argv, char **envp)
{
    f.links[CONTAINER].fd = f.answer = f.end = f.signals = -1;
    f.argc = argc, f.argv = argv, f.envp = envp;
    open_standard_files();
    int engine = engine_connect(argv, envp);
    f.inherited = engine - 3 < MOST_INHERITED ? engine - 3 : MOST_INHERITED;
    ask(engine);
    for (;;) {
        end_if_done();
        wait_for_events();
        if (f.polls[ON_SIGNALS].revents)
            read_signals();
        if (f.polls[ON_STDIN].revents && sink())
            read_stdin();
        if (f.polls[ON_OUTPUT].revents)
            write_text();
        for (int i = 0; i < LINKS; i++)
            if (f.polls[i].revents & ~POLLOUT)
                read_from(&f.links[i]);
        links_send(f.links, LINKS, &f.input);
    }
}
