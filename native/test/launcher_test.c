/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the real launcher with real plans, plays the engine and the clients, prints TAP. Needs no root. */
#define _GNU_SOURCE
#include "frames.h"
#include "plans.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *launcher;
static char directory[] = "/tmp/jug-test-XXXXXX";
enum { PLAN = 1 };

static struct plan_builder plan;
static struct frame frame;

/* One container: the launcher, our end of its sockets, our copies of the rest. */
struct box {
    pid_t launcher;
    int engine, client, listen, directory;
    char path[64];
};

static pid_t spawn(int *engine)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        die("socketpair");
    pid_t pid = fork();
    if (pid == 0) {
        dup2(pair[1], 3);
        if (pair[1] == 3)
            fcntl(3, F_SETFD, 0);
        signal(SIGPIPE, SIG_IGN);
        signal(SIGINT, SIG_IGN);
        execl(launcher, "jug-launcher", (char *)NULL);
        _exit(126);
    }
    close(pair[1]);
    *engine = pair[0];
    return pid;
}

static int in_box(const struct box *box, const char *name, int flags)
{
    return openat(box->directory, name, flags | O_CLOEXEC, 0644);
}

static void open_box(struct box *box, const char *const *argv, int flags)
{
    static int count;
    int fds[RUN_FDS], pair[2];
    snprintf(box->path, sizeof box->path, "%s/%d", directory, ++count);
    mkdir(box->path, 0700);
    box->directory = open(box->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (pipe2(fds, O_CLOEXEC) || pipe2(fds + 2, O_CLOEXEC) || pipe2(fds + 4, O_CLOEXEC) ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        die("pipe");
    if (flags & WITH_TERMINAL) {
        close(fds[0]);
        close(fds[1]);
        if (openpty(&fds[SLOT_IN_W], &fds[SLOT_IN_R], NULL, NULL, NULL))
            die("openpty");
    }
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", box->path);
    fds[SLOT_LISTEN] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(fds[SLOT_LISTEN], (void *)&address, sizeof address) || listen(fds[SLOT_LISTEN], 8))
        die("listen");
    fds[SLOT_LOG] = in_box(box, "log", O_CREAT | O_WRONLY | O_APPEND);
    fds[SLOT_STATE] = open(box->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    fds[SLOT_CLIENT] = pair[1];
    box->client = pair[0];
    uint32_t length = plan_for(&plan, argv, flags);
    box->launcher = spawn(&box->engine);
    say_with(box->engine, PLAN, plan.bytes, length, fds, RUN_FDS);
    for (int i = 0; i < RUN_FDS; i++)
        close(fds[i]);
}

static int join(const struct box *box)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", box->path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (void *)&address, sizeof address)) {
        close(fd);
        return -1;
    }
    return fd;
}

static size_t file_text(const struct box *box, const char *name, char *text, size_t size)
{
    int fd = in_box(box, name, O_RDONLY);
    ssize_t n = fd < 0 ? -1 : read(fd, text, size - 1);
    close(fd);
    text[n < 0 ? 0 : n] = 0;
    return n < 0 ? 0 : (size_t)n;
}

static void end_box(struct box *box)
{
    close(box->engine);
    close(box->client);
    if (box->launcher)
        end_of(box->launcher);
    unlinkat(box->directory, "socket", 0);
    unlinkat(box->directory, "log", 0);
    unlinkat(box->directory, "exit", 0);
    close(box->directory);
    rmdir(box->path);
}

static void close_box(struct box *box)
{
    close(box->engine);
    close(box->client);
    box->engine = box->client = -1;
    ok(end_of(box->launcher) == 0, "the monitor ends");
    box->launcher = 0;
    end_box(box);
}

#define ARGV(...)                                                                                            \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__, NULL                                                                                    \
    }
#define SHELL(script) ARGV("/bin/sh", "-c", script)

static void wait_started(int fd)
{
    ok(next(fd, &frame) == STARTED && frame.value[0] > 1, "STARTED");
}

static void test_echo(void)
{
    struct box box;
    char text[200];
    open_box(&box, ARGV("/bin/echo", "hello"), 0);
    wait_started(box.engine);
    wait_started(box.client);
    ok(next(box.client, &frame) == STDOUT && !strcmp(frame.text, "hello\n"), "STDOUT");
    ok(next(box.client, &frame) == EXITED && frame.value[0] == 0, "EXITED to the client");
    ok(next(box.engine, &frame) == EXITED && frame.value[0] == 0, "EXITED to the engine");
    ok(next(box.engine, &frame) == END, "then the end");
    ok(file_text(&box, "exit", text, sizeof text) == 2 && !strcmp(text, "0\n"), "the exit file");
    ok(file_text(&box, "log", text, sizeof text) == 22 && text[0] == 1 && text[4] == 6 &&
           !memcmp(text + 16, "hello\n", 6),
       "the log");
    close_box(&box);
}

static void test_exec_failure(void)
{
    struct box box;
    open_box(&box, ARGV("/nonexistent/other"), 0);
    ok(next(box.engine, &frame) == FAILED && frame.value[0] == 6 && frame.value[1] == ENOENT,
       "FAILED with ENOENT");
    ok(next(box.client, &frame) == END, "the client sees the end");
    ok(end_of(box.launcher) == 1 << 8, "the launcher exits with 1");
    box.launcher = 0;
    end_box(&box);
    open_box(&box, ARGV("/etc/passwd"), 0);
    ok(next(box.engine, &frame) == FAILED && frame.value[1] == EACCES, "FAILED with EACCES");
    end_box(&box);
}

static void test_input(void)
{
    struct box box;
    open_box(&box, ARGV("/bin/cat"), 0);
    wait_started(box.client);
    say(box.client, STDIN, "one\n", 4);
    ok(next(box.client, &frame) == STDOUT && !strcmp(frame.text, "one\n"), "input comes back");
    int other = join(&box);
    wait_started(other);
    say(other, SUBSCRIBE, "", 0);
    say(other, STDIN, "two\n", 4);
    ok(next(other, &frame) == STDOUT && !strcmp(frame.text, "two\n"), "a later client hears its own");
    ok(next(box.client, &frame) == STDOUT && !strcmp(frame.text, "two\n"), "and so does the first");
    close(other);
    say(box.client, STDIN_EOF, "", 0);
    ok(next(box.client, &frame) == EXITED && frame.value[0] == 0, "STDIN_EOF ends cat");
    close_box(&box);
}

static void test_once(void)
{
    struct box box;
    open_box(&box, ARGV("/bin/cat"), WITH_ONCE);
    wait_started(box.engine);
    close(box.client);
    box.client = -1;
    ok(next(box.engine, &frame) == EXITED && frame.value[0] == 0, "stdin once: the client leaves, cat ends");
    close_box(&box);
}

/* 4 MB in both directions through a slow program; the other clients are served meanwhile. */
static void test_pressure(void)
{
    struct box box;
    open_box(&box, SHELL("sleep 0.3; cat; exec sleep 100"), 0);
    wait_started(box.engine);
    wait_started(box.client);
    const uint32_t chunk = 16384, chunks = 256;
    pid_t feeder = fork();
    if (feeder == 0) {
        static char bytes[16384];
        for (uint32_t i = 0; i < chunks; i++) {
            memset(bytes, (int)i, chunk);
            say(box.client, STDIN, bytes, chunk);
        }
        say(box.client, STDIN_EOF, "", 0);
        _exit(0);
    }
    usleep(100000);
    uint32_t received = 0, wrong = 0, signal = SIGTERM;
    while (received < chunk * chunks && next(box.client, &frame) == STDOUT) {
        for (uint32_t i = 0; i < frame.length; i++)
            wrong += (uint8_t)frame.text[i] != (uint8_t)((received + i) / chunk);
        received += frame.length;
    }
    ok(received == chunk * chunks && wrong == 0, "4 MB in, the same 4 MB out");
    end_of(feeder);
    say(box.engine, SIGNAL, &signal, 4);
    ok(next(box.client, &frame) == EXITED && frame.value[0] == SIGTERM, "SIGNAL arrives");
    close_box(&box);
}

static void test_full_input(void)
{
    struct box box;
    static char bytes[16384];
    uint32_t signal = SIGKILL;
    open_box(&box, ARGV("/bin/sleep", "100"), 0);
    wait_started(box.client);
    fcntl(box.client, F_SETFL, O_NONBLOCK);
    for (int i = 0; i < 100; i++)
        say(box.client, STDIN, bytes, sizeof bytes);
    say(box.engine, SIGNAL, &signal, 4);
    ok(next(box.client, &frame) == EXITED && frame.value[0] == SIGKILL,
       "a full input does not hold a signal up");
    close_box(&box);
}

static void test_slow_client(void)
{
    struct box box;
    open_box(&box, SHELL("head -c 3000000 /dev/zero; exit 9"), 0);
    wait_started(box.engine);
    wait_started(box.client);
    ok(next(box.client, &frame) == STDOUT, "some output");
    uint64_t total = frame.length;
    usleep(300000);
    while (next(box.client, &frame) == STDOUT)
        total += frame.length;
    ok(total == 3000000, "a client that reads late misses nothing");
    ok(frame.type == EXITED && frame.value[0] == 9 << 8, "and hears of the end after it");
    close_box(&box);
    open_box(&box, SHELL("head -c 300000 /dev/zero; exit 9"), 0);
    wait_started(box.engine);
    usleep(100000);
    close(box.client);
    box.client = -1;
    ok(next(box.engine, &frame) == EXITED && frame.value[0] == 9 << 8,
       "a client that goes away is forgotten");
    close_box(&box);
}

/* Only the kernel's buffers are full: the process ended, the subscriber sleeps, the engine must still hear.
 */
static void test_stuck_client(void)
{
    struct box box;
    open_box(&box, SHELL("dd if=/dev/zero bs=16384 count=16 2>/dev/null; kill -9 $$"), 0);
    wait_started(box.engine);
    ok(next(box.engine, &frame) == EXITED && frame.value[0] == SIGKILL,
       "a stuck subscriber does not hide the end");
    wait_started(box.client);
    uint64_t total = 0;
    while (next(box.client, &frame) == STDOUT)
        total += frame.length;
    ok(total == 262144 && frame.type == EXITED, "and gets all when it wakes");
    close_box(&box);
}

static void test_terminal(void)
{
    struct box box;
    uint16_t size[2] = {33, 77};
    char text[4000] = "";
    open_box(&box, SHELL("read x; stty size; exec sleep 100"), WITH_TERMINAL);
    wait_started(box.client);
    say(box.engine, RESIZE, size, 4);
    usleep(50000);
    say(box.client, STDIN, "\n", 1);
    while (!strstr(text, "77") && next(box.client, &frame) == STDOUT)
        strncat(text, frame.text, sizeof text - strlen(text) - 1);
    ok(strstr(text, "33 77\r\n"), "RESIZE reaches the terminal");
    say(box.client, STDIN, "\3", 1);
    while (next(box.client, &frame) == STDOUT)
        continue;
    ok(frame.type == EXITED && frame.value[0] == SIGINT, "Ctrl-C reaches the program");
    close_box(&box);
}

static void test_terminal_init(void)
{
    struct box box;
    char text[4000] = "";
    open_box(&box, SHELL("trap 'echo caught' INT; echo go; while :; do sleep 0.1; done"),
             WITH_TERMINAL | WITH_INIT);
    wait_started(box.client);
    while (!strstr(text, "go") && next(box.client, &frame) == STDOUT)
        strncat(text, frame.text, sizeof text - strlen(text) - 1);
    say(box.client, STDIN, "\3", 1);
    uint32_t signal = SIGKILL;
    while (!strstr(text, "caught") && next(box.client, &frame) == STDOUT)
        strncat(text, frame.text, sizeof text - strlen(text) - 1);
    usleep(300000);
    say(box.engine, SIGNAL, &signal, 4);
    while (next(box.client, &frame) == STDOUT)
        strncat(text, frame.text, sizeof text - strlen(text) - 1);
    char *first = strstr(text, "caught");
    ok(first && !strstr(first + 1, "caught"), "Ctrl-C reaches the program under init once");
    close_box(&box);
}

static void test_init(void)
{
    struct box box;
    uint32_t signal = SIGUSR1;
    open_box(&box, SHELL("trap 'exit 5' USR1; (sleep 0.05 &) ; echo go; while :; do sleep 0.05; done"),
             WITH_INIT);
    wait_started(box.client);
    next(box.client, &frame);
    say(box.engine, SIGNAL, &signal, 4);
    ok(next(box.client, &frame) == EXITED && frame.value[0] == 5 << 8,
       "init forwards a signal, exits as its child");
    close_box(&box);
    open_box(&box, SHELL("kill -9 $$"), WITH_INIT);
    wait_started(box.client);
    ok(next(box.client, &frame) == EXITED && frame.value[0] == 137 << 8, "init reports a signal as 128+n");
    close_box(&box);
}

/* A zombie still answers to kill -0. */
static void test_orphan(int flags, const char *what)
{
    struct box box;
    open_box(
        &box,
        SHELL("p=$( (sleep 0.05 >/dev/null & echo $!) ); sleep 0.3; kill -0 $p 2>/dev/null || echo reaped"),
        flags);
    if (next(box.client, &frame) == STARTED)
        ok(next(box.client, &frame) == STDOUT && !strcmp(frame.text, "reaped\n"), what);
    else
        skip(what, "needs a process namespace");
    close(box.client);
    box.client = -1;
    end_box(&box);
}

/* As the real process 1 of a namespace: there the kernel drops signals that are neither blocked nor caught.
 */
static void test_namespace(void)
{
    struct box box;
    uint32_t signal = SIGTERM;
    open_box(&box, SHELL("echo go; exec sleep 100"), WITH_INIT | WITH_NAMESPACE);
    if (next(box.client, &frame) == STARTED) {
        next(box.client, &frame);
        say(box.engine, SIGNAL, &signal, 4);
        ok(next(box.client, &frame) == EXITED && frame.value[0] == (128 + SIGTERM) << 8, "init as process 1");
    } else {
        skip("init as process 1", "needs a process namespace");
    }
    end_box(&box);
}

/* What a program finds when it starts: no blocked or ignored signals, no strange descriptors. */
static void test_clean(int flags)
{
    struct box box;
    char text[4000] = "";
    open_box(&box, SHELL("grep -E 'Sig(Blk|Ign)' /proc/self/status; ls /proc/self/fd; echo $JUG"), flags);
    wait_started(box.client);
    while (next(box.client, &frame) == STDOUT)
        strncat(text, frame.text, sizeof text - strlen(text) - 1);
    ok(strstr(text, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n0\n1\n2\n3\nyes\n"),
       "the program starts with clean signals and descriptors");
    close_box(&box);
}

/* A full disk, played by a limit of the file size: the log loses whole records, attached clients nothing. */
static void test_full_disk(void)
{
    struct box box;
    char text[4000] = "";
    struct rlimit limit, small = {1000, RLIM_INFINITY};
    getrlimit(RLIMIT_FSIZE, &limit);
    small.rlim_max = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small);
    open_box(&box, SHELL("echo one; sleep 0.1; head -c 3000 /dev/zero; sleep 0.1; echo two"), 0);
    setrlimit(RLIMIT_FSIZE, &limit);
    wait_started(box.client);
    uint32_t total = 0;
    while (next(box.client, &frame) == STDOUT)
        total += frame.length;
    ok(total == 3008 && frame.type == EXITED, "a client gets what the log could not take");
    ok(file_text(&box, "log", text, sizeof text) == 40 && !memcmp(text + 16, "one\n", 4) &&
           !memcmp(text + 36, "two\n", 4),
       "the log has complete records only");
    close_box(&box);
}

/* Two records fit into a file, and three files are kept. */
static void test_turns(void)
{
    struct box box;
    char text[200], all[600] = "";
    open_box(&box, SHELL("for i in 1 2 3 4 5 6 7 8 9; do echo line$i; sleep 0.05; done"), WITH_TURNS);
    wait_started(box.client);
    while (next(box.client, &frame) == STDOUT)
        ;
    bool fit = true;
    for (int i = 2; i <= 4; i++) {
        char name[8];
        snprintf(name, sizeof name, "log.%d", i);
        size_t size = file_text(&box, name, text, sizeof text);
        fit = fit && size > 16 && size <= 64;
        for (size_t at = 16; at < size; at += 16 + 6)
            strncat(all, text + at, 6);
        unlinkat(box.directory, name, 0);
    }
    ok(fit && !strcmp(all, "line5\nline6\nline7\nline8\nline9\n"), "the log goes on in another file");
    ok(file_text(&box, "log", text, sizeof text) == 0 && file_text(&box, "log.1", text, sizeof text) == 0,
       "the oldest files go");
    close_box(&box);
}

static void test_engine_dies(void)
{
    struct box box;
    open_box(&box, SHELL("read x; exit 4"), 0);
    wait_started(box.engine);
    wait_started(box.client);
    close(box.engine);
    box.engine = -1;
    int later = join(&box);
    wait_started(later);
    say(later, STDIN, "\n", 1);
    ok(next(later, &frame) == EXITED && frame.value[0] == 4 << 8, "a new engine hears of the end");
    close(later);
    close_box(&box);
}

/* A client that talks nonsense is dropped, the rest goes on. */
static void test_nonsense(void)
{
    struct box box;
    open_box(&box, ARGV("/bin/cat"), 0);
    wait_started(box.client);
    srandom(7);
    for (int round = 0; round < 200; round++) {
        int fd = join(&box);
        uint8_t bytes[64];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (uint8_t)random();
        if (round % 2)
            memset(bytes + 1, 0, 3);
        if (bytes[0] == STDIN || bytes[0] == STDIN_EOF || bytes[0] == SIGNAL)
            bytes[0] = 99;
        (void)!send(fd, bytes, 1 + (size_t)random() % sizeof bytes, MSG_NOSIGNAL);
        close(fd);
    }
    int crowd[40];
    for (int i = 0; i < 40; i++)
        crowd[i] = join(&box);
    for (int i = 0; i < 40; i++)
        close(crowd[i]);
    say(box.client, STDIN, "x\n", 2);
    ok(next(box.client, &frame) == STDOUT && !strcmp(frame.text, "x\n"), "nonsense from others does no harm");
    say(box.client, STDIN_EOF, "", 0);
    ok(next(box.client, &frame) == EXITED, "and the container ends as usual");
    close_box(&box);
}

static void test_memory(void)
{
    struct box box;
    char path[64], text[4000] = "";
    open_box(&box, SHELL("echo x; exec cat"), 0);
    wait_started(box.client);
    next(box.client, &frame);
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", box.launcher);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    close(fd);
    char *pss = n > 0 ? strstr(text, "Pss:") : NULL;
    if (!pss)
        skip("memory", "reading it needs root");
    else
        ok(atoi(pss + 4) <= 100, "at most 100 KiB of memory");
    if (pss)
        printf("# monitor: %d KiB PSS\n", atoi(pss + 4));
    close(box.client);
    uint32_t signal = SIGKILL;
    say(box.engine, SIGNAL, &signal, 4);
    box.client = -1;
    close_box(&box);
}

static void test_refusals(void)
{
    int engine;
    pid_t pid = spawn(&engine);
    close(engine);
    ok(end_of(pid) == 0, "no plan: exit 0");
    uint32_t length = plan_for(&plan, ARGV("/bin/true"), 0);
    pid = spawn(&engine);
    say(engine, PLAN, plan.bytes, length);
    ok(next(engine, &frame) == FAILED && frame.value[0] == 0xffffffff && frame.value[1] == EINVAL,
       "descriptors are missing: refused");
    ok(end_of(pid) == 1 << 8, "exit 1");
    close(engine);
}

/* Takes three from a counter, one each time round, and ends with 7; what goes back is a call, or is not. */
static uint32_t plan_that_goes_back(int code)
{
    plan_begin(&plan, 4, 0);
    uint64_t word = plan_bytes(&plan, "\0\0\0\0\0\0\0", 8);
    struct test_op *op = plan_op(&plan, C_SYSCALL, SYS_eventfd2, 5, 0);
    op->args[0] = 3;
    op->args[1] = EFD_SEMAPHORE | EFD_NONBLOCK;
    op = plan_op(&plan, C_SYSCALL, SYS_read, ANY, 1);
    op->args[0] = 5;
    op->args[1] = word;
    op->args[2] = 8;
    op->policy = JUMP;
    op->target = 3;
    op = plan_op(&plan, code, SYS_close, ANY, 0);
    op->args[0] = code == C_EXPECT ? word : (uint64_t)-1;
    op->args[2] = 1;
    op->args[3] = EINVAL;
    op->policy = JUMP;
    op->target = 1;
    plan_op(&plan, C_EXIT, 0, ANY, 0)->args[0] = 7;
    return plan_end(&plan);
}

static void test_going_back(void)
{
    int engine;
    pid_t pid = spawn(&engine);
    say(engine, PLAN, plan.bytes, plan_that_goes_back(C_SYSCALL));
    ok(end_of(pid) == 7 << 8, "a call that fails goes back, until another one fails");
    close(engine);
    pid = spawn(&engine);
    say(engine, PLAN, plan.bytes, plan_that_goes_back(C_EXPECT));
    ok(next(engine, &frame) == FAILED && frame.value[0] == 0xffffffff && frame.value[1] == EINVAL,
       "nothing else goes back: refused");
    ok(end_of(pid) == 1 << 8, "exit 1");
    close(engine);
}

/* Damaged plans, as they are: the checksum refuses them all. */
static void test_damage(int rounds)
{
    int wrong = 0;
    uint32_t length = plan_for(&plan, ARGV("/bin/true"), WITH_INIT);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    srandom(42);
    for (int round = 0; round < rounds; round++) {
        static uint8_t bytes[PLAN_ROOM];
        int engine, fds[RUN_FDS];
        uint32_t cut = length;
        memcpy(bytes, plan.bytes, length);
        for (int i = 0; i < RUN_FDS; i++)
            fds[i] = 0;
        if (round % 3 == 0)
            cut = (uint32_t)random() % length;
        else
            bytes[(uint32_t)random() % length] ^= (uint8_t)(1 << random() % 8);
        pid_t pid = spawn(&engine);
        if (round % 6 == 0) {
            uint8_t head[8] = {PLAN}; /* promises all of it */
            memcpy(head + 4, &length, 4);
            (void)!send(engine, head, 8, MSG_NOSIGNAL);
            (void)!send(engine, bytes, cut, MSG_NOSIGNAL);
            shutdown(engine, SHUT_WR);
        } else {
            say_with(engine, PLAN, bytes, cut, fds, RUN_FDS);
        }
        int type = next(engine, &frame);
        int status = end_of(pid);
        wrong +=
            status != 1 << 8 || type != FAILED || frame.value[0] != 0xffffffff || frame.value[1] != EINVAL;
        close(engine);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    ok(wrong == 0, "every damaged plan is refused");
    ok(end.tv_sec - begin.tv_sec < 60, "in time");
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc < 2)
        return 2;
    launcher = argv[1];
    if (!mkdtemp(directory))
        die("mkdtemp");
    test_refusals();
    test_going_back();
    test_echo();
    test_exec_failure();
    test_input();
    test_once();
    test_pressure();
    test_full_input();
    test_slow_client();
    test_stuck_client();
    test_terminal();
    test_terminal_init();
    test_init();
    test_orphan(0, "the monitor reaps orphans");
    test_orphan(WITH_INIT | WITH_NAMESPACE, "init reaps orphans");
    test_namespace();
    test_clean(0);
    test_clean(WITH_INIT);
    test_full_disk();
    test_turns();
    test_engine_dies();
    test_nonsense();
    test_memory();
    test_damage(1000);
    ok(rmdir(directory) == 0, "nothing is left behind");
    return finish();
}
