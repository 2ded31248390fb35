/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The monitor: holds a container's descriptors and exit status, so that the engine may come and go.
 * One loop around poll, all state in one fixed structure, no allocation: there is one for every container.
 *
 *      engine, fronts ──frames──► clients ──stdin──► container
 *      engine, fronts ◄──frames── output, log ◄───── container
 */
#include "monitor.h"
#include "client.h"
#include <linux/stat.h>

enum {
    INPUT_BYTES = 8 * 1024,
    FRAMES_PER_TURN = 16, /* of one client, before the others have their turn */
    DRAIN_LIMIT =
        1 << 20, /* after the end: as much as a pipe can hold, not what a stray process still writes */
    PAUSE_MS = 200,
    PATIENCE_MS = 2000
};

enum { ENGINE_CLIENT = 0, FIRST_CLIENT = 1 };

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

struct log_record {
    uint8_t stream, zero[3];
    uint32_t length;
    uint64_t nanoseconds;
};

static struct {
    int pid, pidfd, report, children, listen, log, state, gate;
    int source[2];                   /* standard output (or the terminal) and error; −1 when it ended */
    int input;                       /* standard input (or the terminal) */
    bool terminal, once, ready_only; /* ready_only: the gate is still closed */
    bool started, exited, announced, finished;
    bool paused; /* leave what failed in a way that poll cannot wait for alone for a moment */
    int status;
    uint32_t drained;
    uint64_t deadline;
    int writer; /* the client that feeds standard input, −1: none */
    bool input_end;
    uint32_t input_size, input_sent;
    struct client clients[CLIENTS];
    struct pollfd polls[ON_COUNT];
    struct output output;
    uint8_t input_bytes[INPUT_BYTES];
} m;

static void notify_all(enum frame_type type, uint32_t value)
{
    for (int i = 0; i < CLIENTS; i++)
        client_notify(&m.clients[i], type, &value, sizeof value);
}

/* The child will not run: it is told nothing more, and nobody needs a status. */
static _Noreturn void abandon(void)
{
    SYS(__NR_kill, m.pid, SIGKILL);
    SYS(__NR_wait4, m.pid, NULL, __WALL, NULL);
    leave(1);
}

/* ---- start ---- */

static void started(void)
{
    m.started = true;
    close_fd(&m.report);
    notify_all(FRAME_STARTED, (uint32_t)m.pid);
}

/* Returns whether there may be more to read. */
static bool read_report(void)
{
    struct report report;
    long n = SYS(__NR_read, m.report, &report, sizeof report);
    if (n == -EAGAIN || n == -EINTR)
        return false;
    if (n != sizeof report) {
        /* A child that dies at the gate has not started; its end is announced without a beginning. */
        if (m.ready_only)
            close_fd(&m.report);
        else
            started();
        return false;
    }
    if (report.op == REPORT_PLAN) {
        client_notify(&m.clients[ENGINE_CLIENT], FRAME_READY, NULL, 0);
        return true;
    }
    client_notify(&m.clients[ENGINE_CLIENT], FRAME_FAILED, &report, sizeof report);
    client_send(&m.clients[ENGINE_CLIENT], &m.output);
    abandon();
}

static void open_gate(void)
{
    if (m.gate >= 0)
        SYS(__NR_write, m.gate, "", 1);
    close_fd(&m.gate);
    m.ready_only = false;
}

/* ---- standard input ---- */

static void close_input(void)
{
    m.input_size = m.input_sent = 0;
    m.input_end = false;
    if (m.terminal)
        return; /* the same descriptor brings the output */
    close_fd(&m.input);
}

static void end_input(void)
{
    if (m.input_size)
        m.input_end = true;
    else
        close_input();
}

static void write_input(void)
{
    while (m.input_sent < m.input_size) {
        long n = SYS(__NR_write, m.input, m.input_bytes + m.input_sent, m.input_size - m.input_sent);
        if (n == -EAGAIN)
            return;
        if (n > 0)
            m.input_sent += (uint32_t)n;
        else if (n != -EINTR)
            return close_input();
    }
    m.input_size = m.input_sent = 0;
    if (m.input_end)
        close_input();
}

/* ---- what clients say ---- */

static void forget(int index)
{
    struct client *client = &m.clients[index];
    close_fd(&client->fd);
    client->subscribed = false;
    client->control_size = client->control_sent = 0;
    if (index == ENGINE_CLIENT && m.ready_only && !m.exited)
        abandon();
    if (index == m.writer) {
        m.writer = -1;
        if (m.once)
            end_input();
    }
}

static bool length_is_right(const struct frame *frame)
{
    switch (frame->type) {
    case FRAME_STDIN: return true;
    case FRAME_START:
    case FRAME_STDIN_EOF:
    case FRAME_SUBSCRIBE: return frame->left == 0;
    case FRAME_RESIZE:
    case FRAME_SIGNAL: return frame->left == 4;
    default: return false;
    }
}

static void resize(const uint8_t *payload)
{
    uint16_t size[4] = {0, 0, 0, 0}; /* struct winsize: rows, columns, and pixels that nobody knows */
    memcpy(size, payload, 4);
    if (m.terminal && m.input >= 0)
        SYS(__NR_ioctl, m.input, TIOCSWINSZ, size);
}

static void obey(struct client *client)
{
    uint32_t signal;
    switch (client->in.type) {
    case FRAME_START: open_gate(); break;
    case FRAME_STDIN_EOF: end_input(); break;
    case FRAME_SUBSCRIBE:
        if (!m.announced)
            client_subscribe(client, &m.output);
        break;
    case FRAME_RESIZE: resize(client->in_bytes); break;
    case FRAME_SIGNAL:
        memcpy(&signal, client->in_bytes, 4);
        if (signal >= 1 && signal <= 64)
            SYS(__NR_pidfd_send_signal, m.pidfd, signal, NULL, 0);
        break;
    default: break;
    }
}

/* Standard input is full: this client waits, the others do not. */
static bool is_held_up(const struct client *client)
{
    return client->in.have == FRAME_HEAD && client->in.type == FRAME_STDIN && client->in.left && m.input_size;
}

/* Returns what read(2) does; what arrives after the container closed its input is dropped. */
static long read_stdin(int index)
{
    struct client *client = &m.clients[index];
    uint32_t size = client->in.left < INPUT_BYTES ? client->in.left : INPUT_BYTES;
    long n = SYS(__NR_recvfrom, client->fd, m.input_bytes, size, MSG_DONTWAIT, NULL, NULL);
    if (n > 0)
        m.writer = index;
    if (n <= 0 || m.input < 0 || m.exited)
        return n;
    m.input_size = (uint32_t)n;
    write_input();
    return n;
}

/* Returns false when the client has no more for now, waits, or is gone. */
static bool read_payload(int index)
{
    struct client *client = &m.clients[index];
    while (client->in.left) {
        if (is_held_up(client))
            return false;
        uint8_t *at = client->in_bytes + sizeof client->in_bytes - client->in.left;
        long n = client->in.type == FRAME_STDIN
                     ? read_stdin(index)
                     : SYS(__NR_recvfrom, client->fd, at, client->in.left, MSG_DONTWAIT, NULL, NULL);
        if (n == -EAGAIN || n == -EINTR)
            return false;
        if (n <= 0) {
            forget(index);
            return false;
        }
        client->in.left -= (uint32_t)n;
    }
    client->in.have = 0;
    obey(client);
    return true;
}

static void read_client(int index)
{
    struct client *client = &m.clients[index];
    for (int turn = 0; turn < FRAMES_PER_TURN; turn++) {
        if (client->in.have < FRAME_HEAD) {
            unsigned none = 0;
            int result = frame_read_head(&client->in, client->fd, MSG_DONTWAIT, NULL, 0, &none);
            if (result < 0 || (result > 0 && !length_is_right(&client->in)))
                forget(index);
            if (result <= 0 || client->fd < 0)
                return;
        }
        if (!read_payload(index))
            return;
    }
}

/* ---- clients come and are served ---- */

static void add_client(int fd, bool subscribed)
{
    int index = FIRST_CLIENT;
    while (index < CLIENTS && m.clients[index].fd >= 0)
        index++;
    if (index == CLIENTS) {
        SYS(__NR_close, fd);
        return;
    }
    uint32_t pid = (uint32_t)m.pid, status = (uint32_t)m.status;
    struct client *client = &m.clients[index];
    memset(client, 0, sizeof *client);
    client->fd = fd;
    if (subscribed)
        client_subscribe(client, &m.output);
    if (m.started)
        client_notify(client, FRAME_STARTED, &pid, sizeof pid);
    if (m.announced)
        client_notify(client, FRAME_EXITED, &status, sizeof status);
}

static void accept_client(void)
{
    int fd = (int)SYS(__NR_accept4, m.listen, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0 && peer_is_trusted(fd))
        add_client(fd, false);
    else if (fd >= 0)
        SYS(__NR_close, fd);
    else if (fd != -EAGAIN)
        m.paused = true; /* out of descriptors or memory: poll would return at once, again and again */
}

/* Sends what there is; when every subscriber took the frame of output, there is room for the next. */
static void serve_clients(void)
{
    bool taken = true;
    for (int i = 0; i < CLIENTS; i++) {
        struct client *client = &m.clients[i];
        if (client->fd < 0)
            continue;
        client_send(client, &m.output);
        taken = taken && (!client->subscribed || client->output_sent == m.output.size);
    }
    if (!taken)
        return;
    m.output.size = 0;
    for (int i = 0; i < CLIENTS; i++)
        m.clients[i].output_sent = 0;
}

/* ---- output ---- */

static void write_log(uint8_t stream, const uint8_t *bytes, uint32_t size)
{
    struct log_record record = {.stream = stream, .length = size, .nanoseconds = clock_now(CLOCK_REALTIME)};
    struct {
        const void *at;
        size_t size;
    } parts[2] = {{&record, sizeof record}, {bytes, size}};
    if (m.log < 0)
        return;
    long n = SYS(__NR_writev, m.log, parts, 2);
    if (n <= 0 || n == (long)(sizeof record + size))
        return;
    /* The disk is full in the middle of a record: take it back, or readers lose the thread. */
    long end = SYS(__NR_lseek, m.log, 0, 2);
    SYS(__NR_ftruncate, m.log, end - n);
}

static void read_source(int index)
{
    uint8_t *bytes = m.output.bytes + FRAME_HEAD;
    long n = SYS(__NR_read, m.source[index], bytes, OUTPUT_BYTES);
    if (n > 0) {
        uint8_t stream = (uint8_t)(index + 1);
        m.output.size = FRAME_HEAD + (uint32_t)n;
        m.drained += m.exited ? (uint32_t)n : 0;
        frame_write_head(m.output.bytes, index ? FRAME_STDERR : FRAME_STDOUT, (uint32_t)n);
        write_log(stream, bytes, (uint32_t)n);
        serve_clients();
    } else if (m.terminal && n == -EIO && !m.exited) {
        m.paused = true; /* nobody has the terminal open, but a program like systemd opens it again */
    } else if (m.exited || (n != -EAGAIN && n != -EINTR)) {
        if (m.terminal)
            m.source[index] = -1;
        else
            close_fd(&m.source[index]);
    }
}

/* After the end: all that is still in the pipes, but no waiting for processes that left the container. */
static void drain(void)
{
    for (int i = 0; i < 2; i++) {
        while (m.source[i] >= 0 && !m.output.size) {
            if (m.drained >= DRAIN_LIMIT)
                m.source[i] = -1;
            else
                read_source(i);
        }
    }
}

/* ---- the end ---- */

static void child_exited(int status)
{
    m.status = status;
    m.exited = true;
    m.deadline = clock_now(CLOCK_MONOTONIC) + PATIENCE_MS * 1000000ULL;
    while (m.report >= 0 && read_report())
        continue;
    close_input();
}

/* The child, and orphans that were handed to us. */
static void reap(void)
{
    uint8_t scratch[128];
    int status = 0;
    long pid;
    SYS(__NR_read, m.children, scratch, sizeof scratch);
    while ((pid = SYS(__NR_wait4, -1, &status, WNOHANG | __WALL, NULL)) > 0)
        if (pid == m.pid)
            child_exited(status);
}

/* The old file, if any, stays until the new one is complete. */
static int write_exit_file(void)
{
    char text[24];
    size_t length = text_number(text, m.status);
    text[length++] = '\n';
    int fd = (int)SYS(__NR_openat, m.state, "exit.tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return -1;
    if (SYS(__NR_write, fd, text, length) == (long)length)
        SYS(__NR_renameat, m.state, "exit.tmp", m.state, "exit");
    return fd;
}

/*
 * The end is announced when all output is out. If a subscriber does not take it, the others learn of the
 * end after a moment all the same; subscribers never before their output.
 */
static void announce(void)
{
    bool drained = m.source[0] < 0 && m.source[1] < 0 && !m.output.size;
    if (m.finished || (!drained && (m.announced || clock_now(CLOCK_MONOTONIC) < m.deadline)))
        return;
    uint32_t status = (uint32_t)m.status;
    int fd = m.announced ? -1 : write_exit_file();
    for (int i = 0; i < CLIENTS; i++) {
        struct client *client = &m.clients[i];
        if (client->subscribed ? drained : !m.announced)
            client_notify(client, FRAME_EXITED, &status, sizeof status);
        if (!client->subscribed || drained)
            client_send(client, &m.output);
    }
    m.announced = true;
    m.finished = drained;
    if (fd >= 0) {
        SYS(__NR_fsync, fd);
        SYS(__NR_fsync, m.state);
        close_fd(&fd);
    }
}

static bool all_served(void)
{
    for (int i = 0; i < CLIENTS; i++)
        if (client_wants_to_send(&m.clients[i], &m.output))
            return false;
    return m.finished;
}

/* ---- the loop ---- */

static void watch(int place, int fd, short events)
{
    m.polls[place].fd = events ? fd : -1; /* poll reports a hang-up even to those who did not ask */
    m.polls[place].events = events;
    m.polls[place].revents = 0;
}

static void wait_for_events(void)
{
    bool may_read = m.started && !m.output.size && !m.exited;
    watch(ON_REPORT, m.report, POLLIN);
    watch(ON_PIDFD, m.exited ? -1 : m.pidfd, POLLIN);
    watch(ON_CHILDREN, m.children, POLLIN);
    watch(ON_LISTEN, m.listen, m.paused ? 0 : POLLIN);
    watch(ON_OUT, m.source[0], may_read && !(m.terminal && m.paused) ? POLLIN : 0);
    watch(ON_ERR, m.source[1], may_read ? POLLIN : 0);
    watch(ON_INPUT, m.input, m.input_size ? POLLOUT : 0);
    for (int i = 0; i < CLIENTS; i++) {
        int events = is_held_up(&m.clients[i]) ? 0 : POLLIN;
        if (client_wants_to_send(&m.clients[i], &m.output))
            events |= POLLOUT;
        watch(ON_CLIENTS + i, m.clients[i].fd, (short)events);
    }
    int limit = m.paused || (m.exited && !m.announced) ? PAUSE_MS : -1;
    m.paused = false;
    wait_for(m.polls, ON_COUNT, limit);
}

static void turn(void)
{
    wait_for_events();
    if (m.polls[ON_REPORT].revents)
        read_report();
    if (m.polls[ON_PIDFD].revents || m.polls[ON_CHILDREN].revents)
        reap();
    if (m.polls[ON_INPUT].revents && m.input_size)
        write_input();
    for (int i = 0; i < CLIENTS; i++)
        if (m.polls[ON_CLIENTS + i].revents & ~POLLOUT && m.clients[i].fd >= 0)
            read_client(i);
    serve_clients();
    for (int i = 0; i < 2; i++)
        if (m.polls[ON_OUT + i].revents && !m.output.size && m.source[i] >= 0 && !m.exited)
            read_source(i);
    if (m.exited) {
        drain();
        announce();
    }
    if (m.polls[ON_LISTEN].revents)
        accept_client();
}

/* Everything that the plan opened and the record does not name, or the container's pipes would never end. */
static void close_others(const struct supervise *record, int engine, int report)
{
    const int keep[] = {engine,         report,        record->pidfd,    record->in,
                        record->out,    record->err,   record->terminal, record->log,
                        record->listen, record->state, record->gate,     record->client};
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
    uint64_t child_signal = UINT64_C(1) << (SIGCHLD - 1);
    m.pid = record->pid;
    m.pidfd = record->pidfd;
    m.report = report;
    m.listen = record->listen;
    m.log = record->log;
    m.state = record->state;
    m.gate = record->gate;
    m.ready_only = record->gate >= 0;
    m.terminal = record->terminal >= 0;
    m.input = m.terminal ? record->terminal : record->in;
    m.source[0] = m.terminal ? record->terminal : record->out;
    m.source[1] = m.terminal ? -1 : record->err;
    m.once = record->flags & SUPERVISE_STDIN_ONCE;
    m.children = (int)SYS(__NR_signalfd4, -1, &child_signal, 8, O_CLOEXEC | O_NONBLOCK);
    const int ours[] = {m.report, m.input, m.source[0], m.source[1], m.listen};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (ours[i] >= 0)
            set_nonblocking(ours[i]);
    for (int i = 0; i < CLIENTS; i++)
        m.clients[i].fd = -1;
    m.clients[ENGINE_CLIENT].fd = engine;
    m.writer = record->client >= 0 ? FIRST_CLIENT : -1;
    if (record->client >= 0)
        add_client(record->client, true);
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
