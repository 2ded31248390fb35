package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel takes for a number. Said before anything is made, for from the kernel a container
 * would only hear EINVAL. Where zero is no possible value it means the same as none, as in the
 * specs that other engines write.
 *
 * @param least the least possible value
 * @param most the greatest possible value
 * @param endless whether −1 means unlimited
 */
record Range(long least, long most, boolean endless) {
  static final long UNLIMITED = -1;

  static Range of(long least, long most) {
    return new Range(least, most, false);
  }

  static Range orUnlimited(long least) {
    return new Range(least, Long.MAX_VALUE, true);
  }

  /** The value to write, null for none. */
  @Nullable Long check(String field, @Nullable Long value) {
    if (value == null || (value == 0 && least > 0)) {
      return null;
    }
    if ((value < least || value > most) && !(endless && value == UNLIMITED)) {
      throw new InvalidSpecException(field + ": " + value + " is not in the range " + this);
    }
    return value;
  }

  @Override
  public String toString() {
    return least
        + (most == Long.MAX_VALUE ? " or more" : " … " + most)
        + (endless ? ", or -1 for unlimited" : "");
  }
}
