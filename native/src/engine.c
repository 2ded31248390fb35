/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the engine, or starts it: the first command after boot is the one that pays. */
#include "engine.h"
#include "text.h"
#include <linux/un.h>

enum { RETRY_MS = 20, START_LIMIT_MS = 60000, LAST_CHANCE_MS = 2000, LOG_TAIL = 4096 };

struct place {
    char directory[PATH_ROOM];
    char log[PATH_ROOM];
    struct sockaddr_un address;
};

/* An engine that we started: the pipe on which it says that it listens, and where its log began. */
struct birth {
    long pid;
    int ready;
    long log_start;
};

static _Noreturn void give_up(const char *reason, const char *detail)
{
    COMPLAIN(reason, detail);
    leave(125);
}

static void find_place(struct place *place, char **envp)
{
    char path[PATH_ROOM];
    const char *socket = environment(envp, "JUG_SOCKET"), *runtime = environment(envp, "XDG_RUNTIME_DIR");
    bool fits = true;
    if (socket)
        fits = JOIN(path, socket);
    else if (SYS(__NR_geteuid) == 0)
        fits = JOIN(path, "/run/jug/engine.sock");
    else if (runtime)
        fits = JOIN(path, runtime, "/jug/engine.sock");
    else
        give_up("neither JUG_SOCKET nor XDG_RUNTIME_DIR is set", "");
    size_t length = fits ? text_length(path) : PATH_ROOM;
    if (length >= sizeof place->address.sun_path)
        give_up("the path of the engine's socket is too long", "");
    place->address.sun_family = AF_UNIX;
    memcpy(place->address.sun_path, path, length + 1);
    while (length && path[length - 1] != '/')
        length--;
    path[length] = 0;
    JOIN(place->directory, length ? path : "./");
    JOIN(place->log, place->directory, "engine.log");
}

/* Returns a socket or −errno. The engine's queue being full is no error but a reason to wait. */
static int try_connect(const struct place *place)
{
    int socket = (int)SYS(__NR_socket, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return socket;
    long result = -EAGAIN;
    for (int waited = 0; result == -EAGAIN && waited < START_LIMIT_MS; waited += RETRY_MS) {
        result = SYS(__NR_connect, socket, &place->address, sizeof place->address);
        if (result == -EAGAIN)
            wait_for(NULL, 0, RETRY_MS);
    }
    if (result < 0) {
        close_fd(&socket);
        return (int)result;
    }
    if (!peer_is_trusted(socket))
        give_up("the engine's socket belongs to another user: ", place->address.sun_path);
    return socket;
}

static bool find_program(char *path)
{
    char self[PATH_ROOM];
    long length = SYS(__NR_readlinkat, AT_FDCWD, "/proc/self/exe", self, sizeof self - 1);
    while (length > 0 && self[length - 1] != '/')
        length--;
    self[length > 0 ? length : 0] = 0;
    return length > 0 && JOIN(path, self, "../libexec/jug-engine");
}

/* In the child: becomes the engine, far from our terminal, its readiness pipe as descriptor 3. */
static _Noreturn void become_engine(const char *program, int log, int ready, bool on_demand, char **envp)
{
    const char *const arguments[] = {program, on_demand ? "--on-demand" : NULL, NULL};
    SYS(__NR_setsid);
    SYS(__NR_umask, 022);
    int nothing = (int)SYS(__NR_openat, AT_FDCWD, "/dev/null", O_RDONLY | O_CLOEXEC);
    /* Out of the way first: any of them may have one of the numbers 0 to 3. */
    ready = (int)SYS(__NR_fcntl, ready, F_DUPFD_CLOEXEC, 10);
    log = (int)SYS(__NR_fcntl, log, F_DUPFD_CLOEXEC, 10);
    nothing = (int)SYS(__NR_fcntl, nothing, F_DUPFD_CLOEXEC, 10);
    SYS(__NR_dup3, nothing, 0, 0);
    SYS(__NR_dup3, log, 1, 0);
    SYS(__NR_dup3, log, 2, 0);
    SYS(__NR_dup3, ready, 3, 0);
    SYS(__NR_close_range, 4, ~0U, 0);
    SYS(__NR_execve, program, arguments, envp);
    COMPLAIN("cannot execute ", program);
    leave(127);
}

static struct birth start_engine(const struct place *place, bool on_demand, char **envp)
{
    char program[PATH_ROOM];
    int pipe[2];
    if (!find_program(program))
        give_up("cannot find the engine's program", "");
    SYS(__NR_mkdirat, AT_FDCWD, place->directory, 0700);
    int log = (int)SYS(__NR_openat, AT_FDCWD, place->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0)
        give_up("cannot open ", place->log);
    if (SYS(__NR_pipe2, pipe, O_CLOEXEC) < 0)
        give_up("cannot make a pipe", "");
    struct birth birth = {.ready = pipe[0], .log_start = SYS(__NR_lseek, log, 0, 2)};
    birth.pid = SYS(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (birth.pid == 0)
        become_engine(program, log, pipe[1], on_demand, envp);
    if (birth.pid < 0)
        give_up("cannot make a process for the engine", "");
    close_fd(&log);
    close_fd(&pipe[1]);
    return birth;
}

static _Noreturn void report_failure(const struct place *place, long log_start)
{
    char tail[LOG_TAIL];
    COMPLAIN("the engine did not start; see ", place->log);
    int log = (int)SYS(__NR_openat, AT_FDCWD, place->log, O_RDONLY | O_CLOEXEC);
    long end = SYS(__NR_lseek, log, 0, 2);
    long from = end - LOG_TAIL > log_start ? end - LOG_TAIL : log_start;
    long size = SYS(__NR_pread64, log, tail, sizeof tail, from);
    if (size > 0)
        SYS(__NR_write, 2, tail, size);
    leave(125);
}

/*
 * Another front may be starting an engine at this moment; ours then finds the place taken and ends with
 * status 0. So our engine's end is no failure yet, only a reason not to wait for long if it ended badly.
 */
static int wait_for_engine(const struct place *place, struct birth *birth)
{
    uint64_t now = clock_now(CLOCK_MONOTONIC), limit = now + START_LIMIT_MS * 1000000ULL;
    for (; now < limit; now = clock_now(CLOCK_MONOTONIC)) {
        struct pollfd ready = {birth->ready, POLLIN, 0};
        int status = 0;
        wait_for(&ready, 1, RETRY_MS);
        int socket = try_connect(place);
        if (socket >= 0)
            return socket;
        if (ready.revents)
            close_fd(&birth->ready);
        if (SYS(__NR_wait4, birth->pid, &status, WNOHANG, NULL) == birth->pid && status)
            limit = clock_now(CLOCK_MONOTONIC) + LAST_CHANCE_MS * 1000000ULL;
    }
    report_failure(place, birth->log_start);
}

int engine_connect(char **argv, char **envp)
{
    static struct place place;
    find_place(&place, envp);
    const char *verb = argv[0] && argv[1] && text_equal(argv[1], "engine") && argv[2] ? argv[2] : "";
    int socket = try_connect(&place);
    if (socket >= 0)
        return socket;
    if (socket == -EACCES)
        give_up("no permission to use ", place.address.sun_path);
    if (socket != -ENOENT && socket != -ECONNREFUSED)
        give_up("cannot connect to ", place.address.sun_path);
    if (text_equal(verb, "status") || text_equal(verb, "stop")) {
        const char line[] = "engine: not running\n";
        SYS(__NR_write, 1, line, sizeof line - 1);
        leave(text_equal(verb, "status"));
    }
    struct birth birth = start_engine(&place, !text_equal(verb, "start"), envp);
    socket = wait_for_engine(&place, &birth);
    close_fd(&birth.ready);
    return socket;
}
