package dev.jug.engine.user;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.User;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who a process runs as, and where that user is at home.
 *
 * @param user the ids
 * @param home the home directory, {@code /} for a user that passwd does not list
 */
public record Identity(User user, String home) {
  private static final long LARGEST_ID = Integer.MAX_VALUE;

  /**
   * Resolves {@code name|uid[:group|gid]} as Docker does: a name must be listed, a number need not
   * be; supplementary groups are those of a listed user, unless a group was named.
   *
   * @param wanted null for root
   * @throws Invalid if a name is not listed or a number is out of range
   */
  public static Identity resolve(@Nullable String wanted, Accounts accounts) {
    var text = wanted == null || wanted.isEmpty() ? "0" : wanted;
    int colon = text.indexOf(':');
    var userPart = colon < 0 ? text : text.substring(0, colon);
    var groupPart = colon < 0 ? "" : text.substring(colon + 1);
    var listed = listed(userPart.isEmpty() ? "0" : userPart, accounts);
    long uid = listed.map(Accounts.User::uid).orElseGet(() -> number(userPart));
    var home = listed.map(Accounts.User::home).filter(path -> !path.isEmpty()).orElse("/");
    if (!groupPart.isEmpty()) {
      return new Identity(new User(uid, group(groupPart, accounts), null, List.of()), home);
    }
    long gid = listed.map(Accounts.User::gid).orElse(0L);
    var more = listed.map(user -> memberships(user.name(), accounts)).orElse(List.of());
    return new Identity(new User(uid, gid, null, more), home);
  }

  /**
   * The same with more supplementary groups.
   *
   * @param names of groups, or their numbers
   * @throws Invalid if a name is not listed
   */
  public Identity inGroups(List<String> names, Accounts accounts) {
    var more = names.stream().map(name -> group(name, accounts));
    var all = Stream.concat(user.additionalGids().stream(), more).distinct().toList();
    return new Identity(new User(user.uid(), user.gid(), user.umask(), all), home);
  }

  private static Optional<Accounts.User> listed(String part, Accounts accounts) {
    var byName = accounts.users().stream().filter(user -> user.name().equals(part)).findFirst();
    if (byName.isPresent() || !Accounts.isNumber(part)) {
      if (byName.isEmpty()) {
        throw new Invalid(
            "unable to find user " + part + ": no matching entries in passwd file",
            "Use a user that the container's /etc/passwd lists, or a number.");
      }
      return byName;
    }
    long uid = number(part);
    return accounts.users().stream().filter(user -> user.uid() == uid).findFirst();
  }

  private static long group(String part, Accounts accounts) {
    var byName = accounts.groups().stream().filter(group -> group.name().equals(part)).findFirst();
    if (byName.isPresent()) {
      return byName.get().gid();
    }
    if (!Accounts.isNumber(part)) {
      throw new Invalid(
          "unable to find group " + part + ": no matching entries in group file",
          "Use a group that the container's /etc/group lists, or a number.");
    }
    return number(part);
  }

  private static long number(String part) {
    long id = Long.parseLong(part);
    if (id > LARGEST_ID) {
      throw new Invalid("uids and gids must be in range 0-" + LARGEST_ID + ": " + part, "");
    }
    return id;
  }

  private static List<Long> memberships(String name, Accounts accounts) {
    return accounts.groups().stream()
        .filter(group -> group.members().contains(name))
        .map(Accounts.Group::gid)
        .distinct()
        .toList();
  }
}
