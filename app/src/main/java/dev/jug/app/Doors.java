package dev.jug.app;

import dev.jug.cli.CommandLineDoor;
import dev.jug.door.Front;
import dev.jug.door.FrontSession;
import dev.jug.ocicli.OciDoor;
import java.util.concurrent.TimeUnit;

/** Leads a front to the door that its name says. */
record Doors(CommandLineDoor jug, OciDoor runtime, Namespaces namespaces, AuditLog audit)
    implements FrontSession.Program {
  private static final String RUNTIME = "jug-runtime";

  static boolean isRuntime(Front front) {
    var program = front.request().program();
    return program.substring(program.lastIndexOf('/') + 1).equals(RUNTIME);
  }

  @Override
  public int run(Front front) {
    long begun = System.nanoTime();
    int code = lead(front);
    audit.add(front, code, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    return code;
  }

  private int lead(Front front) {
    if (!isRuntime(front)) {
      return jug.run(front);
    }
    if (!namespaces.areSharedBy(front.peer().pid())) {
      front.sendElsewhere();
      return 0;
    }
    return runtime.run(front);
  }
}
