package dev.jug.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The encoding against docs/launch-plan.md, field by field. */
class PlanTest {
  private static final int BASE = 0x20000000;

  private final PlanBuilder plan = new PlanBuilder();

  private ByteBuffer encoded() {
    return ByteBuffer.wrap(plan.build().encode()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void headerSaysWhatFollows() {
    plan.descriptor("client");
    plan.call(Call.SETSID);

    var bytes = encoded();

    assertThat(StandardCharsets.US_ASCII.decode(bytes.slice(0, 7)).toString()).isEqualTo("JUGPLAN");
    assertThat(bytes.getInt(8)).isEqualTo(1);
    assertThat(bytes.getInt(12)).isEqualTo(bytes.capacity());
    assertThat(bytes.getInt(16)).isEqualTo(1);
    assertThat(bytes.getInt(20)).isEqualTo(1);
    assertThat(bytes.getLong(24)).isEqualTo(BASE);
  }

  @Test
  void theChecksumMakesTheWholeNoticeEveryChangedWord() {
    plan.call(Call.CHDIR, plan.text("/a/long/enough/path"));
    var bytes = encoded();
    long written = bytes.getLong(32);

    bytes.putLong(32, 0);
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < bytes.capacity(); i += 8) {
      hash = (hash ^ bytes.getLong(i)) * 0x100000001b3L;
    }

    assertThat(written).isEqualTo(hash);
  }

  @Test
  void anOperationIsLaidOutAsDocumented() {
    var slot = plan.slot("file");
    plan.call(Call.OPENAT, Arg.var(slot), plan.text("x"), Arg.num(7))
        .into(slot)
        .accept(Errno.EEXIST, Errno.EROFS)
        .zeroFails();

    var op = encoded().slice(64, 64).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(op.getShort(0)).isEqualTo((short) OpCode.SYSCALL.code());
    assertThat(op.getShort(2)).isEqualTo((short) Call.OPENAT.number());
    assertThat(op.getShort(4)).isEqualTo((short) slot.index());
    assertThat(op.get(6)).isEqualTo((byte) 0b001);
    assertThat(op.get(7)).isEqualTo((byte) 0x81);
    assertThat(op.getShort(12)).isEqualTo((short) Errno.EEXIST.number());
    assertThat(op.getShort(14)).isEqualTo((short) Errno.EROFS.number());
    assertThat(op.getLong(16)).isEqualTo(slot.index());
    assertThat(op.getLong(24)).isEqualTo(BASE + 128);
    assertThat(op.getLong(32)).isEqualTo(7);
  }

  @Test
  void pointersInsideTheArenaAreAbsolute() {
    plan.exec(List.of("/bin/a"), List.of("a", "b"), List.of());
    var bytes = encoded();

    int argv = (int) (bytes.getLong(64 + 24) - BASE);
    int second = (int) (bytes.getLong(argv + 8) - BASE);

    assertThat(bytes.get(second)).isEqualTo((byte) 'b');
    assertThat(bytes.get(second + 1)).isZero();
    assertThat(bytes.getLong(argv + 16)).isZero();
  }

  @Test
  void aStringLiesInTheArenaOnce() {
    plan.call(Call.CHDIR, plan.text("/somewhere"));
    int once = encoded().capacity();
    plan.call(Call.CHDIR, plan.text("/somewhere"));

    assertThat(encoded().capacity()).isEqualTo(once + 64);
  }

  @Test
  void jumpsGoToThePlaceOfTheirLabel() {
    var end = plan.label();
    plan.call(Call.CHDIR, plan.text("/")).orGoTo(end, Errno.ENOENT);
    plan.call(Call.SETSID);
    plan.place(end);
    plan.call(Call.SETSID);

    assertThat(encoded().getInt(64 + 8)).isEqualTo(2);
  }

  @Test
  void aPlanThatIsTooLongSaysWhatToDo() {
    plan.exec(List.of("x"), List.of("y".repeat(1 << 20)), List.of());

    assertThatThrownBy(this::encoded)
        .hasMessageContaining("shorten the arguments or the environment");
  }

  @Test
  void theTextGroupsOperationsByReason() {
    plan.because("process.cwd: /");
    plan.call(Call.CHDIR, plan.text("/")).accept(Errno.EEXIST);

    assertThat(plan.build().explain())
        .isEqualTo(
            """
            == in the launcher ==

              process.cwd: /
                 0  chdir("/")    EEXIST is fine
            """);
  }
}
