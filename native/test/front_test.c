/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the real front, plays the engine and the monitor, prints TAP. When it is executed under the name
 * java, it is an engine that a front started through the real script.
 */
#define _GNU_SOURCE
#include "frames.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { FLAG_STDIN = 1, FLAG_TERMINAL = 2, FLAG_KEEP_SIGNALS = 4, FLAG_ENDS = 8 };

static const char *front;
static char directory[] = "/tmp/jug-test-XXXXXX", path[100];
static int server = -1;
static struct frame frame;

/* A running front: our ends of its standard files, and the engine's and the monitor's side. */
struct session {
    pid_t pid;
    int in, out, err, engine, monitor;
};

static int listen_at(const char *at)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", at);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(fd, (void *)&address, sizeof address) || listen(fd, 8))
        die("listen");
    return fd;
}

static int accept_front(int from)
{
    struct pollfd wait = {from, POLLIN, 0};
    return poll(&wait, 1, 5000) == 1 ? accept4(from, NULL, NULL, SOCK_CLOEXEC) : -1;
}

static void start(struct session *s, int in, int out, int err, const char *const *arguments)
{
    s->pid = fork();
    if (s->pid == 0) {
        setsid();
        if (isatty(in))
            ioctl(in, TIOCSCTTY, 0);
        in < 0 ? close(0) : dup2(in, 0);
        dup2(out, 1);
        dup2(err, 2);
        close_range(3, ~0U, 0);
        execv(front, (char *const *)(uintptr_t)arguments);
        _exit(126);
    }
    if (in >= 0)
        close(in);
    if (out != in)
        close(out);
    if (err != out)
        close(err);
}

#define ARGV(...)                                                                                            \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        "jug", __VA_ARGS__, NULL                                                                             \
    }

static void open_pipes(struct session *s)
{
    int in[2], out[2], err[2];
    if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
        die("pipe");
    start(s, in[0], out[1], err[1], ARGV("run", "a b", ""));
    *s = (struct session){s->pid, in[1], out[0], err[0], accept_front(server), -1};
    if (next(s->engine, &frame) != REQUEST)
        die("no request");
}

static void attach(struct session *s, uint32_t flags, const char *keys)
{
    int pair[2];
    char payload[40];
    memcpy(payload, &flags, 4);
    strcpy(payload + 4, keys);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        die("socketpair");
    say_with(s->engine, ATTACH, payload, 4 + (uint32_t)strlen(keys), &pair[1], 1);
    close(pair[1]);
    s->monitor = pair[0];
}

static void open_terminal(struct session *s, struct termios *modes, const char *keys)
{
    int master, slave;
    struct winsize size = {24, 80, 0, 0};
    if (openpty(&master, &slave, NULL, NULL, &size) || tcgetattr(master, modes))
        die("openpty");
    start(s, slave, slave, slave, ARGV("run"));
    *s = (struct session){s->pid, master, -1, -1, accept_front(server), -1};
    next(s->engine, &frame);
    attach(s, FLAG_STDIN | FLAG_TERMINAL, keys);
}

static const char *read_text(int fd)
{
    static char text[10000];
    struct pollfd wait = {fd, POLLIN, 0};
    ssize_t n = poll(&wait, 1, 3000) == 1 ? read(fd, text, sizeof text - 1) : 0;
    text[n > 0 ? n : 0] = 0;
    return text;
}

static bool reads(int fd, const char *text)
{
    return strcmp(read_text(fd), text) == 0;
}

static void answer(struct session *s, uint32_t code)
{
    say(s->engine, EXIT, &code, 4);
}

static void exited(struct session *s, uint32_t status)
{
    say(s->monitor, EXITED, &status, 4);
    close(s->monitor);
    s->monitor = -1;
}

static void close_session(struct session *s, int status, const char *what)
{
    int end = end_of(s->pid);
    ok(end == status, what);
    if (end != status)
        printf("# status %#x\n", end);
    close(s->in);
    close(s->out);
    close(s->err);
    close(s->engine);
    close(s->monitor);
}

static void test_command(void)
{
    struct session s;
    open_pipes(&s);
    char cwd[1000];
    uint32_t numbers[4];
    memcpy(numbers, frame.text, 16);
    const char *text = frame.text + 16;
    ok(numbers[0] == 4 && numbers[2] == 0 && numbers[3] == 0, "REQUEST: four arguments, no terminal");
    ok(frame.fd < 0, "no descriptor");
    ok(getcwd(cwd, sizeof cwd) && !strcmp(text, cwd), "the directory");
    text += strlen(text) + 1;
    ok(!memcmp(text, "jug\0run\0a b\0", 13), "the arguments");
    text += 13;
    uint32_t count = 0;
    bool found = false;
    for (; text < frame.text + frame.length; text += strlen(text) + 1, count++)
        found = found || !strncmp(text, "JUG_SOCKET=", 11);
    ok(count == numbers[1] && found, "the environment");
    say(s.engine, STDOUT, "text\n", 5);
    say(s.engine, STDERR, "error\n", 6);
    ok(reads(s.out, "text\n") && reads(s.err, "error\n"), "STDOUT and STDERR");
    answer(&s, 42);
    close_session(&s, 42 << 8, "EXIT");
    open_pipes(&s);
    close(s.engine);
    ok(reads(s.err, "jug: the engine ended before it answered\n"), "the engine dies: a sentence");
    close_session(&s, 125 << 8, "and status 125");
}

static void test_stdin(void)
{
    struct session s;
    open_pipes(&s);
    (void)!write(s.in, "early", 5);
    usleep(50000);
    struct pollfd wait = {s.engine, POLLIN, 0};
    ok(poll(&wait, 1, 50) == 0, "input stays here until READY");
    say(s.engine, READY, "", 0);
    ok(next(s.engine, &frame) == STDIN && !strcmp(frame.text, "early"), "STDIN to the engine");
    close(s.in);
    s.in = -1;
    ok(next(s.engine, &frame) == STDIN_EOF, "STDIN_EOF");
    answer(&s, 0);
    close_session(&s, 0, "EXIT");
    int out[2];
    if (pipe2(out, O_CLOEXEC))
        die("pipe");
    start(&s, -1, out[1], out[1], ARGV("load"));
    s = (struct session){s.pid, -1, out[0], -1, accept_front(server), -1};
    next(s.engine, &frame);
    say(s.engine, READY, "", 0);
    ok(next(s.engine, &frame) == STDIN_EOF, "a closed standard input is an empty one");
    answer(&s, 0);
    close_session(&s, 0, "EXIT");
}

/* The monitor sends all input back; 8 MB go round while memory stays what it was. */
static void test_pump(void)
{
    struct session s;
    const uint32_t chunk = 32768, chunks = 256;
    open_pipes(&s);
    attach(&s, FLAG_STDIN, "");
    pid_t echo = fork();
    if (echo == 0) {
        close(s.in);
        while (next(s.monitor, &frame) == STDIN)
            say(s.monitor, STDOUT, frame.text, frame.length);
        exited(&s, 0);
        _exit(0);
    }
    close(s.monitor);
    s.monitor = -1;
    pid_t feeder = fork();
    if (feeder == 0) {
        static char bytes[32768];
        for (uint32_t i = 0; i < chunks; i++) {
            memset(bytes, (int)i, chunk);
            (void)!write(s.in, bytes, chunk);
        }
        _exit(0);
    }
    close(s.in);
    s.in = -1;
    usleep(200000);
    uint32_t received = 0, wrong = 0;
    while (received < chunk * chunks) {
        static uint8_t bytes[65536];
        ssize_t n = read(s.out, bytes, sizeof bytes);
        if (n <= 0)
            break;
        for (ssize_t i = 0; i < n; i++)
            wrong += bytes[i] != (uint8_t)((received + (uint32_t)i) / chunk);
        received += (uint32_t)n;
    }
    ok(received == chunk * chunks && !wrong, "8 MB through an attachment and back");
    end_of(echo);
    end_of(feeder);
    struct rusage before, after;
    getrusage(RUSAGE_CHILDREN, &before);
    usleep(300000);
    answer(&s, 7);
    close_session(&s, 7 << 8, "EXIT");
    getrusage(RUSAGE_CHILDREN, &after);
    printf("# front: %ld KiB at most\n", after.ru_maxrss);
    long spent = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1000000L + after.ru_utime.tv_usec -
                 before.ru_utime.tv_usec;
    ok(spent < 1000000, "no busy loop");
}

/* Waiting for EXIT, with standard input at its end and output that nobody reads: no processor time. */
static void test_idle(void)
{
    struct session s;
    char stat[500];
    open_pipes(&s);
    attach(&s, FLAG_STDIN, "");
    close(s.in);
    s.in = -1;
    static char much[100000];
    memset(much, 'x', sizeof much);
    say(s.monitor, STDOUT, much, sizeof much);
    usleep(500000);
    snprintf(stat, sizeof stat, "/proc/%d/stat", s.pid);
    FILE *file = fopen(stat, "re");
    unsigned long user = 999, kernel = 999;
    if (!file ||
        fscanf(file, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2)
        die("stat");
    fclose(file);
    ok(user + kernel <= 5, "a front that waits takes no processor time");
    close(s.out);
    s.out = -1;
    close_session(&s, 141 << 8, "nobody reads the output any more: 141");
}

static void test_signals(void)
{
    struct session s;
    open_pipes(&s);
    attach(&s, 0, "");
    say(s.monitor, STDOUT, "go", 2);
    read_text(s.out);
    kill(s.pid, SIGUSR1);
    ok(next(s.engine, &frame) == SIGNAL && frame.value[0] == SIGUSR1, "SIGUSR1 is forwarded");
    kill(s.pid, SIGINT);
    ok(next(s.engine, &frame) == SIGNAL && frame.value[0] == SIGINT, "SIGINT is forwarded");
    close(s.engine);
    s.engine = -1;
    usleep(50000);
    kill(s.pid, SIGTERM);
    ok(next(s.monitor, &frame) == SIGNAL && frame.value[0] == SIGTERM,
       "to the monitor when the engine is gone");
    exited(&s, SIGTERM);
    close_session(&s, 143 << 8, "the engine is gone: the status is the monitor's");
    open_pipes(&s);
    attach(&s, 0, "");
    say(s.monitor, STDOUT, "go", 2);
    read_text(s.out);
    for (int i = 0; i < 3; i++) {
        kill(s.pid, SIGINT);
        usleep(50000);
    }
    close_session(&s, 130 << 8, "the third SIGINT ends the front");
    open_pipes(&s);
    attach(&s, FLAG_KEEP_SIGNALS, "");
    say(s.monitor, STDOUT, "go", 2);
    read_text(s.out);
    kill(s.pid, SIGTERM);
    close_session(&s, 143 << 8, "signals that are not to be forwarded end the front");
    open_pipes(&s);
    kill(s.pid, SIGINT);
    close_session(&s, SIGINT, "SIGINT before an attachment");
    open_pipes(&s);
    attach(&s, FLAG_ENDS, "");
    say(s.monitor, STDOUT, "last", 4);
    exited(&s, 7 << 8);
    ok(reads(s.out, "last"), "the last output of a process whose end is the answer");
    close_session(&s, 7 << 8, "and its status, without a word of the engine");
    open_pipes(&s);
    attach(&s, 0, "");
    close(s.engine);
    close(s.monitor);
    s.engine = s.monitor = -1;
    ok(reads(s.err, "jug: the connection to the container is lost\n"), "all is lost: a sentence");
    close_session(&s, 125 << 8, "and status 125");
}

/* EXIT overtakes output that is still on its way: nothing of it may be lost. */
static void test_order(void)
{
    struct session s;
    open_pipes(&s);
    attach(&s, 0, "");
    static char much[60000];
    memset(much, 'x', sizeof much);
    answer(&s, 3);
    usleep(50000);
    say(s.monitor, STDOUT, much, sizeof much);
    exited(&s, 0);
    size_t total = 0;
    const char *text;
    while (*(text = read_text(s.out)))
        total += strlen(text);
    ok(total == sizeof much, "EXIT waits for the output");
    close_session(&s, 3 << 8, "EXIT");
    open_pipes(&s);
    attach(&s, 0, "");
    answer(&s, 4);
    close_session(&s, 4 << 8, "but not for an attachment that says nothing");
}

static bool is_restored(int master, const struct termios *modes)
{
    struct termios now;
    return !tcgetattr(master, &now) && now.c_lflag == modes->c_lflag && now.c_iflag == modes->c_iflag &&
           now.c_oflag == modes->c_oflag;
}

static void test_terminal(void)
{
    struct session s;
    struct termios modes, now;
    uint16_t size[2];
    open_terminal(&s, &modes, "\x10\x11");
    ok(next(s.engine, &frame) == RESIZE && !memcmp(frame.text, (memcpy(size, "\x18\0\x50\0", 4), size), 4),
       "the size comes first");
    ok(!tcgetattr(s.in, &now) && !(now.c_lflag & (ICANON | ECHO | ISIG)), "the terminal is raw");
    struct winsize window = {50, 132, 0, 0};
    ioctl(s.in, TIOCSWINSZ, &window);
    kill(s.pid, SIGWINCH);
    ok(next(s.engine, &frame) == RESIZE && frame.text[0] == 50, "RESIZE follows the window");
    say(s.monitor, STDOUT, "a\r\n", 3);
    ok(reads(s.in, "a\r\n"), "output comes through unchanged");
    (void)!write(s.in, "x\x10y", 3);
    ok(next(s.monitor, &frame) == STDIN && !strcmp(frame.text, "x\x10y"), "half a detach sequence is input");
    (void)!write(s.in, "\x10", 1);
    usleep(50000);
    (void)!write(s.in, "\x10", 1);
    ok(next(s.monitor, &frame) == STDIN && !strcmp(frame.text, "\x10"),
       "also when its beginning comes twice");
    (void)!write(s.in, "\x11", 1);
    ok(reads(s.in, "read escape sequence\r\n"), "the whole sequence detaches, and says so");
    ok(is_restored(s.in, &modes), "the terminal is restored");
    ok(next(s.monitor, &frame) == END, "the monitor sees the end");
    close_session(&s, 0, "status 0");
    open_terminal(&s, &modes, "");
    next(s.engine, &frame);
    kill(s.pid, SIGTERM);
    ok(end_of(s.pid) == 143 << 8 && is_restored(s.in, &modes), "SIGTERM restores the terminal");
    close(s.in);
    close(s.engine);
    close(s.monitor);
}

static bool has(char **argv, const char *word, const char *next)
{
    for (; *argv; argv++)
        if (!strcmp(*argv, word) && (!next || (argv[1] && !strcmp(argv[1], next))))
            return true;
    return false;
}

/* How the script must have left us: far from the terminal, with a log and a pipe. */
static bool is_engine_like(char **argv)
{
    char run[200], text[300];
    struct stat files[3];
    struct sigaction interrupt;
    snprintf(run, sizeof run, "%s", getenv("JUG_SOCKET"));
    *strrchr(run, '/') = 0;
    snprintf(text, sizeof text, "%s/engine.log", run);
    for (int fd = 0; fd < 3; fd++)
        if (fstat(fd, &files[fd]))
            return false;
    struct stat log, directory_of;
    if (stat(text, &log) || stat(run, &directory_of) || sigaction(SIGINT, NULL, &interrupt))
        return false;
    return getsid(0) == getpid() && umask(0) == 022 && S_ISCHR(files[0].st_mode) && !isatty(0) &&
           files[1].st_ino == log.st_ino && files[2].st_ino == log.st_ino && (log.st_mode & 0777) == 0600 &&
           (directory_of.st_mode & 0777) == 0700 && fcntl(3, F_GETFD) == 0 && fcntl(4, F_GETFD) < 0 &&
           fcntl(5, F_GETFD) < 0 && interrupt.sa_handler == SIG_DFL && has(argv, "--run", run) &&
           has(argv, "--on-demand", NULL) == !!getenv("JUG_TEST_ON_DEMAND");
}

static void be_engine(char **argv)
{
    char byte = 1;
    if (has(argv, "--once", NULL)) {
        uint32_t alone = 13;
        if (next(3, &frame) != REQUEST)
            exit(1);
        say(3, STDOUT, "alone\n", 6);
        say(3, EXIT, &alone, 4);
        exit(0);
    }
    fprintf(stderr, "an engine begins\n");
    if (getenv("JUG_TEST_FAIL"))
        exit(3);
    bool good = is_engine_like(argv), early = getenv("JUG_TEST_EARLY");
    /* As if another engine had the place, and did not listen yet. */
    if (early)
        (void)!write(3, &byte, 1);
    usleep(100000);
    int from = listen_at(getenv("JUG_SOCKET"));
    if (!early)
        (void)!write(3, &byte, 1);
    int fd = accept_front(from);
    if (next(fd, &frame) != REQUEST)
        exit(1);
    say(fd, STDOUT, "hello\n", 6);
    uint32_t code = good ? 11 : 12;
    say(fd, EXIT, &code, 4);
    exit(0);
}

static void copy(const char *from, const char *name)
{
    char command[4400];
    snprintf(command, sizeof command, "install -D %s %s/%s", from, directory, name);
    if (system(command))
        die("cp");
}

/* Runs a command without an engine, all its output in one. */
static void run_alone(struct session *s, const char *const *arguments)
{
    int out[2];
    if (pipe2(out, O_CLOEXEC))
        die("pipe");
    start(s, -1, out[1], out[1], arguments);
    *s = (struct session){s->pid, -1, out[0], -1, -1, -1};
}

static void test_birth(const char *scripts)
{
    char self[4096] = "", from[4200], program[200], place[200];
    struct session s;
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        die("readlink");
    copy(front, "bin/jug");
    copy(self, "jdk/bin/java");
    snprintf(from, sizeof from, "%s/jug-engine", scripts);
    copy(from, "libexec/jug-engine");
    snprintf(from, sizeof from, "%s/find-jdk", scripts);
    copy(from, "libexec/find-jdk");
    snprintf(program, sizeof program, "echo 'JAVA_VERSION=\"25\"' >%s/jdk/release", directory);
    if (system(program))
        die("release");
    snprintf(program, sizeof program, "%s/bin/jug", directory);
    front = program;
    snprintf(place, sizeof place, "%s/jdk", directory);
    setenv("JUG_JAVA_HOME", place, 1);
    snprintf(place, sizeof place, "%s/state/engine.sock", directory);
    setenv("JUG_SOCKET", place, 1);
    for (int round = 0; round < 5; round++) {
        static const char *const verbs[] = {"status", "stop", "start", "ps", "ps"};
        if (round >= 3)
            setenv("JUG_TEST_ON_DEMAND", "1", 1);
        if (round == 4)
            setenv("JUG_TEST_EARLY", "1", 1);
        run_alone(&s, round < 3 ? ARGV("engine", verbs[round]) : ARGV(verbs[round]));
        ok(reads(s.out, round < 2 ? "engine: not running\n" : "hello\n"), verbs[round]);
        close_session(&s, round == 0 ? 1 << 8 : round == 1 ? 0 : 11 << 8, "its status");
        unlink(place);
    }
    setenv("JUG_SOCKET", "none", 1);
    run_alone(&s, ARGV("ps"));
    ok(reads(s.out, "alone\n"), "an engine for this command alone");
    close_session(&s, 13 << 8, "its answer");
    setenv("JUG_SOCKET", place, 1);
    setenv("JUG_TEST_FAIL", "1", 1);
    run_alone(&s, ARGV("ps"));
    char text[1000] = "";
    for (const char *more; *(more = read_text(s.out));)
        strncat(text, more, sizeof text - strlen(text) - 1);
    char *log = strstr(text, "/state/engine.log\nan engine begins\n");
    ok(strstr(text, "jug: the engine did not start; see ") && log && !strstr(log + 20, "begins\nan engine"),
       "an engine that does not start: the end of its log");
    close_session(&s, 125 << 8, "status 125");
}

/* The engine hands over a launcher: here a shell that writes to what was our socket to it. */
static void test_launch(void)
{
    struct session s;
    int pair[2], shell = open("/bin/sh", O_RDONLY | O_CLOEXEC);
    open_pipes(&s);
    if (shell < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        die("socketpair");
    int fds[2] = {pair[1], shell};
    say_with(s.engine, LAUNCH, "", 0, fds, 2);
    close(pair[1]);
    close(shell);
    static const char script[] = "echo $PPID >&3; echo launched; exit\n";
    (void)!write(s.in, script, sizeof script - 1);
    ok(reads(s.out, "launched\n"), "a launcher has our standard files");
    ok(atoi(read_text(pair[0])) == s.pid, "and is our child, with the engine's line as descriptor 3");
    close(pair[0]);
    uint32_t code = 3;
    say(s.engine, EXIT, &code, 4);
    close_session(&s, 3 << 8, "the engine's exit code");
    open_pipes(&s);
    say(s.engine, LAUNCH, "", 0);
    close_session(&s, 125 << 8, "a launcher without descriptors");
}

static void test_inherited(void)
{
    struct session s = {0, -1, -1, -1, -1, -1};
    int out[2];
    if (pipe2(out, O_CLOEXEC))
        die("pipe");
    s.pid = fork();
    if (s.pid == 0) {
        dup2(out[1], 3);
        close_range(4, ~0U, 0);
        execv(front, (char *const *)(uintptr_t)ARGV("run"));
        _exit(126);
    }
    close(out[1]);
    s.engine = accept_front(server);
    ok(next(s.engine, &frame) == REQUEST && frame.fd >= 0, "a descriptor that the front inherited comes along");
    (void)!write(frame.fd, "through\n", 8);
    close(frame.fd);
    s.out = out[0];
    ok(reads(s.out, "through\n"), "it is that one");
    uint32_t code = 0;
    say(s.engine, EXIT, &code, 4);
    close_session(&s, 0, "exit");
}

static void clean_up(void)
{
    char command[200];
    snprintf(command, sizeof command, "rm -r %s", directory);
    ok(system(command) == 0, "cleaned up");
}

int main(int argc, char **argv)
{
    if (strstr(argv[0], "/java"))
        be_engine(argv);
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGINT, SIG_DFL); /* a job in the background of a script inherits that it is ignored */
    if (argc < 3)
        return 2;
    front = argv[1];
    if (!mkdtemp(directory))
        die("mkdtemp");
    snprintf(path, sizeof path, "%s/engine.sock", directory);
    setenv("JUG_SOCKET", path, 1);
    server = listen_at(path);
    test_command();
    test_launch();
    test_inherited();
    test_stdin();
    test_pump();
    test_idle();
    test_signals();
    test_order();
    test_terminal();
    test_birth(argv[2]);
    clean_up();
    return finish();
}
