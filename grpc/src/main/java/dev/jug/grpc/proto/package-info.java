/**
 * Messages of Protocol Buffers, field by field: whoever has a message knows its numbers, so there
 * is nothing to generate.
 *
 * <pre>
 *   message:  (key value)*        key: varint of number * 8 + kind
 *   kind 0:   varint              int32, int64, uint32, bool, enum
 *   kind 1:   8 bytes             fixed64, double
 *   kind 2:   varint n, n bytes   string, bytes, message, map entry
 *   kind 5:   4 bytes             fixed32, float
 * </pre>
 */
@NullMarked
package dev.jug.grpc.proto;

import org.jspecify.annotations.NullMarked;
