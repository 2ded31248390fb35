/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The monitor: holds a container's descriptors and exit status, so that the engine may come and go.
 * One loop around poll; there is one for every container, so it is small.
 *
 *      engine, fronts ──frames──► clients ──stdin──► container
 *      engine, fronts ◄──frames── output, log ◄───── container
 */
#include "monitor.h"
#include "state.h"

enum { PAUSE_MS = 200, PATIENCE_MS = 2000 };

/* The places in the array that poll is given. */
enum {
    ON_REPORT,
    ON_PIDFD,
    ON_CHILDREN,
    ON_LISTEN,
    ON_OUT,
    ON_ERR,
    ON_INPUT,
    ON_CLIENTS,
    ON_COUNT = ON_CLIENTS + CLIENTS
};

struct state mon;
static struct pollfd polls[ON_COUNT];

/* The child will not run: it is told nothing more, and nobody needs a status. */
_Noreturn void abandon(void)
{
    SYS(__NR_pidfd_send_signal, mon.pidfd, SIGKILL, NULL, 0);
    SYS(__NR_wait4, mon.pid, NULL, __WALL, NULL);
    leave(1);
}

/* ---- start ---- */

static void started(void)
{
    mon.started = true;
    close_fd(&mon.report);
    clients_notify(FRAME_STARTED, (uint32_t)mon.pid);
}

/* Returns whether there may be more to read. */
static bool read_report(void)
{
    struct report report;
    long n = SYS(__NR_read, mon.report, &report, sizeof report);
    if (n == -EAGAIN || n == -EINTR)
        return false;
    if (n != sizeof report) {
        /* A child that dies at the gate has not started; its end is announced without a beginning. */
        if (mon.gated)
            close_fd(&mon.report);
        else
            started();
        return false;
    }
    if (report.op == REPORT_PLAN) {
        client_notify(&mon.clients[ENGINE_CLIENT], FRAME_READY, NULL, 0);
        return true;
    }
    client_notify(&mon.clients[ENGINE_CLIENT], FRAME_FAILED, &report, sizeof report);
    client_send(&mon.clients[ENGINE_CLIENT], &mon.output);
    abandon();
}

void open_gate(void)
{
    if (mon.gate >= 0)
        SYS(__NR_write, mon.gate, "", 1);
    close_fd(&mon.gate);
    mon.gated = false;
}

/* ---- the end ---- */

static void child_exited(int status)
{
    mon.status = status;
    mon.exited = true;
    mon.deadline = clock_now(CLOCK_MONOTONIC) + PATIENCE_MS * 1000000ULL;
    while (mon.report >= 0 && read_report())
        continue;
    input_close();
}

/* The child, and orphans that were handed to us. */
static void reap(void)
{
    uint8_t scratch[128];
    int status = 0;
    long pid;
    SYS(__NR_read, mon.children, scratch, sizeof scratch);
    while ((pid = SYS(__NR_wait4, -1, &status, WNOHANG | __WALL, NULL)) > 0)
        if (pid == mon.pid)
            child_exited(status);
}

/* The old file, if any, stays until the new one is complete. */
static int write_exit_file(void)
{
    char text[24];
    size_t length = text_number(text, mon.status);
    text[length++] = '\n';
    int fd = (int)SYS(__NR_openat, mon.directory, "exit.tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return -1;
    if (SYS(__NR_write, fd, text, length) == (long)length)
        SYS(__NR_renameat, mon.directory, "exit.tmp", mon.directory, "exit");
    return fd;
}

/*
 * The end is announced when all output is out. If a subscriber does not take it, the others learn of the
 * end after a moment all the same; subscribers never before their output.
 */
static void announce(void)
{
    bool drained = mon.source[0] < 0 && mon.source[1] < 0 && !mon.output.size;
    if (mon.finished || (!drained && (mon.announced || clock_now(CLOCK_MONOTONIC) < mon.deadline)))
        return;
    uint32_t status = (uint32_t)mon.status;
    int fd = mon.announced ? -1 : write_exit_file();
    for (int i = 0; i < CLIENTS; i++) {
        struct client *client = &mon.clients[i];
        if (client->subscribed ? drained : !mon.announced)
            client_notify(client, FRAME_EXITED, &status, sizeof status);
        if (!client->subscribed || drained)
            client_send(client, &mon.output);
    }
    mon.announced = true;
    mon.finished = drained;
    if (fd >= 0) {
        SYS(__NR_fsync, fd);
        SYS(__NR_fsync, mon.directory);
        close_fd(&fd);
    }
}

static bool all_served(void)
{
    for (int i = 0; i < CLIENTS; i++)
        if (client_wants_to_send(&mon.clients[i], &mon.output))
            return false;
    return mon.finished;
}

/* ---- the loop ---- */

static void watch(int place, int fd, short events)
{
    polls[place].fd = events ? fd : -1; /* poll reports a hang-up even to those who did not ask */
    polls[place].events = events;
    polls[place].revents = 0;
}

static void wait_for_events(void)
{
    bool may_read = mon.started && !mon.output.size && !mon.exited;
    watch(ON_REPORT, mon.report, POLLIN);
    watch(ON_PIDFD, mon.exited ? -1 : mon.pidfd, POLLIN);
    watch(ON_CHILDREN, mon.children, POLLIN);
    watch(ON_LISTEN, mon.listen, mon.paused ? 0 : POLLIN);
    watch(ON_OUT, mon.source[0], may_read && !(mon.terminal && mon.paused) ? POLLIN : 0);
    watch(ON_ERR, mon.source[1], may_read ? POLLIN : 0);
    watch(ON_INPUT, mon.input, mon.input_size ? POLLOUT : 0);
    for (int i = 0; i < CLIENTS; i++) {
        int events = client_is_held_up(&mon.clients[i]) ? 0 : POLLIN;
        if (client_wants_to_send(&mon.clients[i], &mon.output))
            events |= POLLOUT;
        watch(ON_CLIENTS + i, mon.clients[i].fd, (short)events);
    }
    int limit = mon.paused || (mon.exited && !mon.announced) ? PAUSE_MS : -1;
    mon.paused = false;
    wait_for(polls, ON_COUNT, limit);
}

static void turn(void)
{
    wait_for_events();
    if (polls[ON_REPORT].revents)
        read_report();
    if (polls[ON_PIDFD].revents || polls[ON_CHILDREN].revents)
        reap();
    if (polls[ON_INPUT].revents && mon.input_size)
        input_write();
    for (int i = 0; i < CLIENTS; i++)
        if (polls[ON_CLIENTS + i].revents & ~POLLOUT && mon.clients[i].fd >= 0)
            client_read(i);
    clients_serve();
    for (int i = 0; i < 2; i++)
        if (polls[ON_OUT + i].revents && !mon.output.size && mon.source[i] >= 0 && !mon.exited)
            output_read(i);
    if (mon.exited) {
        output_drain();
        announce();
    }
    if (polls[ON_LISTEN].revents)
        client_accept();
}

/* Everything that the plan opened and the record does not name, or the container's pipes would never end. */
static void close_others(const struct supervise *record, int engine, int report)
{
    const int keep[] = {engine,         report,        record->pidfd,    record->in,
                        record->out,    record->err,   record->terminal, record->log,
                        record->listen, record->state, record->gate,     record->client,
                        record->hold};
    for (int from = 3;;) {
        int next = INT32_MAX;
        for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
            if (keep[i] >= from && keep[i] < next)
                next = keep[i];
        if (next > from)
            SYS(__NR_close_range, from, next == INT32_MAX ? ~0U : (unsigned)next - 1, 0);
        if (next == INT32_MAX)
            return;
        from = next + 1;
    }
}

static void take_over(const struct supervise *record, int engine, int report)
{
    uint64_t child_signal = SIGNAL_BIT(SIGCHLD);
    mon.pid = record->pid;
    mon.pidfd = record->pidfd;
    mon.report = report;
    mon.listen = record->listen;
    mon.log = record->log;
    mon.directory = record->state;
    mon.gate = record->gate;
    mon.gated = record->gate >= 0;
    mon.terminal = record->terminal >= 0;
    mon.input = mon.terminal ? record->terminal : record->in;
    mon.source[0] = mon.terminal ? record->terminal : record->out;
    mon.source[1] = mon.terminal ? -1 : record->err;
    mon.once = record->flags & SUPERVISE_STDIN_ONCE;
    mon.children = (int)SYS(__NR_signalfd4, -1, &child_signal, 8, O_CLOEXEC | O_NONBLOCK);
    const int ours[] = {mon.report, mon.input, mon.source[0], mon.source[1], mon.listen};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (ours[i] >= 0)
            set_nonblocking(ours[i]);
    for (int i = 0; i < CLIENTS; i++)
        mon.clients[i].fd = -1;
    mon.clients[ENGINE_CLIENT].fd = engine;
    mon.writer = record->client >= 0 ? FIRST_CLIENT : -1;
    if (record->client >= 0)
        client_add(record->client, true);
}

_Noreturn void monitor(const struct supervise *record, int engine, int report)
{
    SYS(__NR_prctl, PR_SET_NAME, "jug-monitor");
    SYS(__NR_prctl, PR_SET_CHILD_SUBREAPER, 1);
    SYS(__NR_chdir, "/");
    close_others(record, engine, report);
    take_over(record, engine, report);
    while (!all_served())
        turn();
    leave(0);
}
