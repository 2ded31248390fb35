/* SPDX-License-Identifier: Apache-2.0 */
/* Reaches the engine and tells it all that it needs to know about the command that was typed. */
#include "front.h"
#include "wire.h"
#include <linux/un.h>

enum { INHERITED = 3, PATH_ROOM = 4096, MOST_WORDS = 250, TRY_AGAIN = 75, HAVE_YOUR_OWN = 76, RETRIES = 500, RETRIES_A_START = 100, RETRY_MS = 20 };

/* An empty value is none. */
static const char *environment(char **envp, const char *name)
{
    for (; *envp; envp++) {
        size_t i = 0;
        while (name[i] && (*envp)[i] == name[i])
            i++;
        if (!name[i] && (*envp)[i] == '=' && (*envp)[i + 1])
            return *envp + i + 1;
    }
    return NULL;
}

static bool join(char *at, size_t room, const char *first, const char *second)
{
    size_t length = text_length(first), more = text_length(second) + 1;
    if (length + more > room)
        return false;
    memcpy(at, first, length);
    memcpy(at + length, second, more);
    return true;
}

static void find_socket(struct sockaddr_un *address, char **envp)
{
    const char *path = environment(envp, "JUG_SOCKET"), *run = environment(envp, "JUG_RUN");
    const char *rest = path ? "" : run ? "/engine.sock" : "/jug/engine.sock";
    if (!path)
        path = run ? run : SYS(__NR_geteuid) == 0 ? "/run" : environment(envp, "XDG_RUNTIME_DIR");
    if (!path)
        give_up("neither JUG_SOCKET nor XDG_RUNTIME_DIR is set", "");
    if (!join(address->sun_path, sizeof address->sun_path, path, rest))
        give_up("the path of the engine's socket is too long", "");
    address->sun_family = AF_UNIX;
}

/*
 * The script that starts engines lies beside us. It gets `fd` as descriptor 3, and none of ours. If there is no
 * process to be had, the engine seems to have ended before it answered.
 */
static long spawn_script(const char **arguments, int fd, char **envp)
{
    static char self[PATH_ROOM], program[PATH_ROOM];
    long length = SYS(__NR_readlinkat, AT_FDCWD, "/proc/self/exe", self, sizeof self - 1);
    while (length > 0 && self[length - 1] != '/')
        length--;
    self[length > 0 ? length : 0] = 0;
    if (length <= 0 || !join(program, sizeof program, self, "../libexec/jug-engine"))
        give_up("cannot find the engine's program", "");
    arguments[0] = program;
    long pid = SYS(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        SYS(__NR_dup3, fd, INHERITED, 0);
        SYS(__NR_close_range, fd < 0 ? INHERITED : INHERITED + 1, ~0U, 0);
        SYS(__NR_execve, program, arguments, envp);
        give_up("cannot execute ", program);
    }
    return pid;
}

/*
 * The script gets the words that were typed, of a very long command the first ones. It starts an engine, or knows what
 * to answer without one: then its status is ours. Returns false if no engine shall listen.
 */
static bool start_engine(const char *socket, char **argv, char **envp)
{
    const char *arguments[MOST_WORDS + 4] = {NULL, "--start", socket};
    for (int i = 1; i <= MOST_WORDS && argv[0] && argv[i]; i++)
        arguments[i + 2] = argv[i];
    int status = TRY_AGAIN << 8;
    SYS(__NR_wait4, spawn_script(arguments, -1, envp), &status, 0, NULL);
    status = exit_code(status);
    if (status != TRY_AGAIN && status != HAVE_YOUR_OWN)
        leave(status);
    return status == TRY_AGAIN;
}

int engine_own(char **envp)
{
    const char *arguments[] = {NULL, "--once", NULL};
    int pair[2] = {-1, -1};
    SYS(__NR_socketpair, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
    spawn_script(arguments, pair[1], envp);
    close_fd(&pair[1]);
    return pair[0];
}

int engine_connect(char **argv, char **envp)
{
    struct sockaddr_un address;
    const char *path = address.sun_path;
    find_socket(&address, envp);
    int socket = (int)SYS(__NR_socket, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    long error = SYS(__NR_connect, socket, &address, sizeof address);
    for (int tries = 0; (error == -ENOENT || error == -ECONNREFUSED) && tries < RETRIES; tries++) {
        if (tries % RETRIES_A_START)
            wait_for(NULL, 0, RETRY_MS);
        else if (!start_engine(path, argv, envp)) {
            close_fd(&socket);
            return engine_own(envp);
        }
        error = SYS(__NR_connect, socket, &address, sizeof address);
    }
    if (error < 0)
        give_up(error == -EACCES ? "no permission to use " : "cannot connect to ", path);
    if (!peer_is_trusted(socket))
        give_up("the engine's socket belongs to another user: ", path);
    return socket;
}

/* The kernel lays the strings of a new program one behind the other: so they lie, so they are sent. */
void request_send(int engine, int inherited, int argc, char **argv, char **envp)
{
    static struct {
        struct head head;
        uint32_t argc, envc, terminals;
        uint16_t size[2];
        char strings[FRAME_LIMIT];
    } request;
    request.argc = (uint32_t)argc;
    request.terminals = terminals(request.size);
    for (request.envc = 0; envp[request.envc];)
        request.envc++;
    if (SYS(__NR_getcwd, request.strings, PATH_ROOM) < 0)
        request.strings[0] = '/';
    size_t size = text_length(request.strings) + 1;
    const char *first = argc ? argv[0] : envp[0];
    const char *last = request.envc ? envp[request.envc - 1] : argc ? argv[argc - 1] : NULL;
    size_t more = last ? (size_t)(last - first) + text_length(last) + 1 : 0;
    if (sizeof request - sizeof request.strings + size + more > FRAME_LIMIT)
        give_up("arguments and environment are too long", "");
    memcpy(request.strings + size, first, more);
    size += sizeof request - sizeof request.strings + more;
    request.head = (struct head){FRAME_REQUEST, (uint32_t)(size - sizeof request.head)};
    size_t room = inherited ? offsetof(struct passed, fds) + inherited * sizeof(int) : 0;
    struct passed passed = {room, SOL_SOCKET, SCM_RIGHTS, {0}};
    for (int i = 0; i < inherited; i++)
        passed.fds[i] = INHERITED + i;
    send_all(engine, &request, size, &passed);
}
