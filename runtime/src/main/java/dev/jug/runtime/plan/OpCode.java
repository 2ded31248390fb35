package dev.jug.runtime.plan;

/** What an operation does (docs/launch-plan.md, "Operation"). */
public enum OpCode {
  SYSCALL(1),
  CLONE(2),
  EXEC(3),
  STORE(4),
  LOAD(5),
  NUMBER(6),
  EXPECT(7),
  INIT(8),
  SUPERVISE(9),
  EXIT(10);

  private final int code;

  OpCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
