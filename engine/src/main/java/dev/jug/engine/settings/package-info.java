/**
 * What an administrator says in {@code /etc/jug/engine.json} and with {@code jug engine start}, in
 * the names of Docker's {@code daemon.json} where it has them (docs/configuration.md): a record for
 * each theme, and the reading of the file, which says where a mistake is.
 */
@NullMarked
package dev.jug.engine.settings;

import org.jspecify.annotations.NullMarked;
