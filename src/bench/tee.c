// The least that a recorder has to do, as a measure for those that do more: forwards bytes between a client and the
// upstream, and before it forwards what one read brought of an answer, it appends to a file of that answer as many bytes
// as Wiretape's lines for it would have. It parses nothing, looks at no time and waits for no disk. Linux.
//
//   tee http://127.0.0.1:PORT FOLDER [PORT]     prints the address that it listens on
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    THREADS = 2,
    READ = 1 << 16,
    EVENTS = 512,
    HEAD_LINES = 700, // bytes before the first frame
    LAST_LINES = 200, // bytes after the last one
    LINE = 265,       // bytes of the line of a frame
    CHUNK = 208,      // which arrives as so many
};

static const char LAST_CHUNK[] = "0\r\n\r\n";

struct side {
    int socket;
    int is_client;
    int file; // of the answer that passes; -1 between two
    int ended;
    struct side *other;
};

static int listening;
static struct sockaddr_in upstream;
static const char *folder;
static atomic_long answers;
static char lines[2 * READ];

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void need(int ok, const char *what) {
    if (!ok) {
        perror(what);
        exit(1);
    }
}

static void append(int file, long size) {
    need(write(file, lines, size) == size, "write");
}

static void forward(int to, const char *bytes, long size) {
    while (size > 0) {
        long sent = send(to, bytes, size, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) {
            return; // it has left
        }
        if (sent < 0) {
            struct pollfd writable = {.fd = to, .events = POLLOUT};
            poll(&writable, 1, -1);
            continue;
        }
        bytes += sent;
        size -= sent;
    }
}

static struct side *watch(int poll, int socket, int is_client) {
    int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fcntl(socket, F_SETFL, O_NONBLOCK);
    struct side *side = calloc(1, sizeof *side);
    need(side != NULL, "calloc");
    *side = (struct side){.socket = socket, .is_client = is_client, .file = -1};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = side};
    need(epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event) == 0, "epoll_ctl");
    return side;
}

static void welcome(int poll) {
    int client = accept(listening, NULL, NULL);
    if (client < 0) {
        return; // the other thread was faster
    }
    int target = socket(AF_INET, SOCK_STREAM, 0);
    need(connect(target, (struct sockaddr *)&upstream, sizeof upstream) == 0, "connect");
    struct side *from = watch(poll, client, 1);
    struct side *to = watch(poll, target, 0);
    from->other = to;
    to->other = from;
}

static int new_file(void) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%ld-messages.ndjson", folder, atomic_fetch_add(&answers, 1));
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    need(file >= 0, path);
    return file;
}

// What belongs to the two stays in memory, for an event of the same round may still name it.
static void end(int poll, struct side *side) {
    side->ended = 1;
    epoll_ctl(poll, EPOLL_CTL_DEL, side->socket, NULL);
    shutdown(side->other->socket, SHUT_WR);
    if (side->other->ended) {
        close(side->socket);
        close(side->other->socket);
    }
}

static void pass(int poll, struct side *side, char *bytes) {
    if (side->ended) {
        return;
    }
    long size = recv(side->socket, bytes, READ, 0);
    if (size <= 0) {
        if (size == 0 || errno != EAGAIN) {
            end(poll, side);
        }
        return;
    }
    if (side->is_client && side->other->file < 0) {
        side->other->file = new_file();
        append(side->other->file, HEAD_LINES);
    } else if (!side->is_client && side->file >= 0) {
        append(side->file, size * LINE / CHUNK);
    }
    long last = sizeof LAST_CHUNK - 1;
    int ends = size >= last && memcmp(bytes + size - last, LAST_CHUNK, last) == 0;
    forward(side->other->socket, bytes, size);
    if (!side->is_client && side->file >= 0 && ends) {
        append(side->file, LAST_LINES);
        close(side->file);
        side->file = -1;
    }
}

static void *run(void *unused) {
    (void)unused;
    char *bytes = malloc(READ);
    struct epoll_event events[EVENTS];
    int poll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event connections = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.ptr = NULL};
    need(bytes && poll >= 0 && epoll_ctl(poll, EPOLL_CTL_ADD, listening, &connections) == 0, "epoll");
    for (;;) {
        int count = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr == NULL) {
                welcome(poll);
            } else {
                pass(poll, events[i].data.ptr, bytes);
            }
        }
    }
    return NULL;
}

int main(int count, char **words) {
    if (count < 3 || strrchr(words[1], ':') == NULL) {
        fprintf(stderr, "usage: tee http://127.0.0.1:PORT FOLDER [PORT]\n");
        return 2;
    }
    upstream = loopback(atoi(strrchr(words[1], ':') + 1));
    folder = words[2];
    memset(lines, 'x', sizeof lines);
    struct sockaddr_in own = loopback(count > 3 ? atoi(words[3]) : 0);
    socklen_t size = sizeof own;
    listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    need(bind(listening, (struct sockaddr *)&own, size) == 0, "bind");
    need(listen(listening, 4096) == 0, "listen");
    need(getsockname(listening, (struct sockaddr *)&own, &size) == 0, "getsockname");
    printf("tee: listening on http://127.0.0.1:%d\n", ntohs(own.sin_port));
    fflush(stdout);
    for (int i = 1; i < THREADS; i++) {
        pthread_t thread;
        need(pthread_create(&thread, NULL, run, NULL) == 0, "pthread_create");
    }
    run(NULL);
}
