/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The monitor: holds a container's descriptors and exit status, so that the engine may come and go.
 * One loop around poll; there is one for every container, so it is small.
 *
 *      engine, fronts ──frames──► clients ──stdin──► container
 *      engine, fronts ◄──frames── output, log ◄───── container
 */
#include "monitor.h"

enum { PAUSE_MS = 200, PATIENCE_MS = 2000 };

/* The places in the array that poll is given. */
enum { ON_REPORT, ON_PIDFD, ON_CHILDREN, ON_LISTEN, ON_OUT, ON_ERR, ON_INPUT, ON_CLIENTS };

struct state mon;
static struct pollfd polls[ON_CLIENTS + CLIENTS];

/* ---- start ---- */

static void read_report(void)
{
    struct link *engine = &mon.clients[ENGINE_CLIENT];
    struct report report;
    long n = SYS(__NR_read, mon.report, &report, sizeof report);
    if (is_temporary(n))
        return;
    if (n != sizeof report) {
        close_fd(&mon.report);
        mon.started = true;
        for (int i = 0; i < mon.used; i++)
            link_put(&mon.clients[i], FRAME_STARTED, &mon.fds.pid, sizeof mon.fds.pid);
        return;
    }
    link_put(engine, FRAME_FAILED, &report, sizeof report);
    link_send(engine, &mon.output);
    SYS(__NR_pidfd_send_signal, mon.fds.pidfd, SIGKILL, NULL, 0);
    SYS(__NR_wait4, mon.fds.pid, NULL, __WALL, NULL);
    leave(1);
}

/* ---- the end ---- */

static void child_exited(int status)
{
    mon.status = status;
    mon.exited = true;
    mon.deadline = clock_now(CLOCK_MONOTONIC) + PATIENCE_MS * 1000000ULL;
    if (mon.report >= 0)
        read_report();
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
        if (pid == mon.fds.pid)
            child_exited(status);
}

/* The old file, if any, stays until the new one is complete. */
static int write_exit_file(void)
{
    char text[24];
    size_t length = text_number(text, (uint32_t)mon.status);
    text[length++] = '\n';
    int directory = mon.fds.state;
    int fd = (int)SYS(__NR_openat, directory, "exit.tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd >= 0 && SYS(__NR_write, fd, text, length) == (long)length)
        SYS(__NR_renameat, directory, "exit.tmp", directory, "exit");
    return fd;
}

/*
 * The end is announced when all output is out. If a subscriber does not take it, the others learn of the
 * end after a moment all the same; subscribers never before their output.
 */
static void announce(void)
{
    bool drained = mon.fds.out[0] < 0 && mon.fds.out[1] < 0 && !mon.output.size;
    if (mon.finished || (!drained && (mon.announced || clock_now(CLOCK_MONOTONIC) < mon.deadline)))
        return;
    int fd = mon.announced ? -1 : write_exit_file();
    for (int i = 0; i < mon.used; i++) {
        struct link *client = &mon.clients[i];
        if (client->subscribed ? drained : !mon.announced)
            link_put(client, FRAME_EXITED, &mon.status, sizeof mon.status);
        if (!client->subscribed || drained)
            link_send(client, &mon.output);
    }
    mon.announced = true;
    mon.finished = drained;
    if (fd >= 0) {
        SYS(__NR_fsync, fd);
        SYS(__NR_fsync, mon.fds.state);
        close_fd(&fd);
    }
}

static bool all_served(void)
{
    for (int i = 0; i < mon.used; i++)
        if (link_owes(&mon.clients[i], &mon.output))
            return false;
    return mon.finished;
}

/* ---- the loop ---- */

static void wait_for_events(void)
{
    bool may_read = mon.started && !mon.output.size && !mon.exited;
    watch(&polls[ON_REPORT], mon.report, POLLIN);
    watch(&polls[ON_PIDFD], mon.exited ? -1 : mon.fds.pidfd, POLLIN);
    watch(&polls[ON_CHILDREN], mon.children, POLLIN);
    watch(&polls[ON_LISTEN], mon.fds.listen, mon.paused ? 0 : POLLIN);
    watch(&polls[ON_OUT], mon.fds.out[0], may_read && !(mon.fds.terminal >= 0 && mon.paused) ? POLLIN : 0);
    watch(&polls[ON_ERR], mon.fds.out[1], may_read ? POLLIN : 0);
    watch(&polls[ON_INPUT], mon.fds.in, mon.input.size ? POLLOUT : 0);
    links_watch(mon.clients, mon.used, polls + ON_CLIENTS, &mon.input, &mon.output);
    int limit = mon.paused || (mon.exited && !mon.announced) ? PAUSE_MS : -1;
    mon.paused = false;
    wait_for(polls, ON_CLIENTS + mon.used, limit);
}

static void turn(void)
{
    wait_for_events();
    if (polls[ON_REPORT].revents)
        read_report();
    if (polls[ON_PIDFD].revents || polls[ON_CHILDREN].revents)
        reap();
    if (polls[ON_INPUT].revents && mon.input.size)
        input_write();
    for (int i = 0; i < mon.used; i++)
        if (polls[ON_CLIENTS + i].revents & ~POLLOUT && mon.clients[i].fd >= 0)
            client_read(i);
    links_send(mon.clients, mon.used, &mon.output);
    for (int i = 0; i < 2; i++)
        if (polls[ON_OUT + i].revents && !mon.output.size && mon.fds.out[i] >= 0 && !mon.exited)
            output_read(i);
    if (mon.exited) {
        output_drain();
        announce();
    }
    if (polls[ON_LISTEN].revents)
        client_accept();
}

/* Everything that the plan opened and the record does not name, or the container's pipes would never end. */
static void close_others(const struct supervise *record, int report)
{
    int keep[SUPERVISE_SLOTS], next = ENGINE;
    memcpy(keep, record, sizeof keep);
    keep[0] = report; /* instead of the process id */
    while (next < INT32_MAX) {
        int from = next + 1;
        next = INT32_MAX;
        for (int i = 0; i < SUPERVISE_SLOTS; i++)
            if (keep[i] >= from && keep[i] < next)
                next = keep[i];
        if (next > from)
            SYS(__NR_close_range, from, next - 1, 0);
    }
}

static void take_over(const struct supervise *record, int report)
{
    uint64_t child_signal = SIGNAL_BIT(SIGCHLD);
    mon.fds = *record;
    mon.report = report;
    mon.children = (int)SYS(__NR_signalfd4, -1, &child_signal, 8, O_CLOEXEC | O_NONBLOCK);
    /* They have no other flag that this would take away. */
    const int waiting[] = {mon.fds.in, mon.fds.out[0], mon.fds.out[1], mon.fds.listen};
    for (int i = 0; i < 4; i++)
        SYS(__NR_fcntl, waiting[i], F_SETFL, O_NONBLOCK);
    mon.used = FIRST_CLIENT;
    mon.clients[ENGINE_CLIENT].fd = ENGINE;
    mon.writer = record->client >= 0 ? FIRST_CLIENT : -1;
    if (record->client >= 0)
        client_add(record->client, true);
}

_Noreturn void monitor(const struct supervise *record, int report)
{
    SYS(__NR_prctl, PR_SET_NAME, "jug-monitor");
    SYS(__NR_prctl, PR_SET_CHILD_SUBREAPER, 1);
    SYS(__NR_chdir, "/");
    close_others(record, report);
    take_over(record, report);
    while (!all_served())
        turn();
    leave(0);
}
