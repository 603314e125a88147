package tireless.chaos.schedule;

import java.time.Duration;

/** What is done to a process or to the disk. A {@code pick} chooses among the workers that live at that moment. */
public sealed interface Fault {
    /** SIGKILL of the server, while it has nothing special to do. */
    record KillServer() implements Fault {}

    /** SIGKILL of the server some time after a command was sent. */
    record KillServerDuring(Order order, Duration after) implements Fault {}

    /** SIGKILL of the server, and of the next one while it starts. */
    record KillServerTwice(Duration after) implements Fault {}

    /** SIGKILL of the server while it moves a worker's output to a segment. */
    record KillServerInRotation() implements Fault {}

    /** SIGKILL of what brings the server back. */
    record KillGuard() implements Fault {}

    /** SIGKILL of both, so that neither replaces the other; somebody starts a server by hand. */
    record KillServerAndGuard() implements Fault {}

    /** SIGSTOP of the server, and SIGCONT. */
    record FreezeServer(Duration length) implements Fault {}

    /** SIGTERM to the server: it ends in order, and somebody starts it by hand. */
    record TerminateServer() implements Fault {}

    /** SIGKILL of the shell that keeps a worker; the worker itself goes on. */
    record KillKeeper(int pick) implements Fault {}

    /** SIGKILL of both. */
    record KillKeeperAndWorker(int pick) implements Fault {}

    /** SIGKILL of a worker. */
    record KillWorker(int pick) implements Fault {}

    /** SIGKILL of a worker that has daemons: children in sessions of their own, which must end with it. */
    record KillWorkerWithDaemons(int pick) implements Fault {}

    /** SIGKILL of a process that a worker has started; the worker itself goes on. */
    record KillChild(int pick) implements Fault {}

    /** SIGKILL of a process that one of those has started. */
    record KillGrandchild(int pick) implements Fault {}

    /** SIGSTOP of the shell that keeps a worker, and SIGCONT. */
    record FreezeKeeper(int pick, Duration length) implements Fault {}

    /** SIGSTOP of the shell that keeps a worker, and SIGKILL of the worker: its end must be seen nevertheless. */
    record KillWorkerOfFrozenKeeper(int pick) implements Fault {}

    /** SIGSTOP of a worker, and SIGCONT. */
    record FreezeWorker(int pick, Duration length) implements Fault {}

    /** The file system of the home has no byte left for so long. */
    record FillDisk(Duration length) implements Fault {}

    /** For the report. */
    default String kind() {
        return switch (this) {
            case KillServer _ -> "kill -9 server, idle";
            case KillServerDuring during ->
                "kill -9 server, during " + during.order().kind();
            case KillServerTwice _ -> "kill -9 server, and again while it adopts";
            case KillServerInRotation _ -> "kill -9 server, while a log is rotated";
            case KillGuard _ -> "kill -9 guard";
            case KillServerAndGuard _ -> "kill -9 server and guard";
            case FreezeServer _ -> "SIGSTOP server";
            case TerminateServer _ -> "SIGTERM server";
            case KillKeeper _ -> "kill -9 keeper";
            case KillKeeperAndWorker _ -> "kill -9 keeper and worker";
            case KillWorker _ -> "kill -9 worker";
            case KillWorkerWithDaemons _ -> "kill -9 worker with daemons";
            case KillChild _ -> "kill -9 child of a worker";
            case KillGrandchild _ -> "kill -9 grandchild of a worker";
            case FreezeKeeper _ -> "SIGSTOP keeper";
            case KillWorkerOfFrozenKeeper _ -> "SIGSTOP keeper, kill -9 worker";
            case FreezeWorker _ -> "SIGSTOP worker";
            case FillDisk _ -> "disk full";
        };
    }
}
