// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hybridface.messages.Limits;

/**
 * The content of a shadow at one version: pure, immutable by convention (nodes are copied before they change).
 *
 * @param desired  what the cloud asks for
 * @param reported what the device says
 * @param metadata {@code desired} and {@code reported} with a time stamp for each value
 * @param version  1 at its making, one more at every accepted request, also across a deletion
 * @param deleted  only the version is left, for the next one to count on
 */
record ShadowDocument(ObjectNode desired, ObjectNode reported, ObjectNode metadata, long version, boolean deleted) {

    private static final String DESIRED = "desired";
    private static final String REPORTED = "reported";
    private static final String TIMESTAMP = "timestamp";

    /** The shadow nobody has made yet. */
    static ShadowDocument none() {
        return new ShadowDocument(object(), object(), object(), 0, true);
    }

    /**
     * This document after a request.
     *
     * @param now in seconds since 1970
     * @throws ShadowException 409 when the request expects another version, 413 when the state grows over 8 KB
     */
    ShadowDocument with(ShadowRequest request, long now) {
        if (request.version().isPresent() && request.version().getAsLong() != version) {
            throw ShadowException.versionConflict();
        }
        ObjectNode newMetadata = metadata.deepCopy();
        ShadowDocument next = new ShadowDocument(
                merged(DESIRED, desired, request.state().get(DESIRED), newMetadata, now),
                merged(REPORTED, reported, request.state().get(REPORTED), newMetadata, now),
                newMetadata, version + 1, false);
        if (next.state().toString().getBytes(StandardCharsets.UTF_8).length > Limits.SHADOW_BYTES) {
            throw ShadowException.tooLarge();
        }
        return next;
    }

    /** What is left after a deletion. */
    ShadowDocument withoutState() {
        return new ShadowDocument(object(), object(), object(), version + 1, true);
    }

    /** {@code state} as stored: only sections with something in them. */
    ObjectNode state() {
        ObjectNode state = object();
        setUnlessEmpty(state, DESIRED, desired);
        setUnlessEmpty(state, REPORTED, reported);
        return state;
    }

    /** What is desired and not reported so; empty when nothing. */
    Optional<ObjectNode> delta() {
        return Optional.of(difference(desired, reported)).filter(delta -> !delta.isEmpty());
    }

    /** The metadata of the {@link #delta}. */
    ObjectNode deltaMetadata() {
        return delta().map(delta -> select(delta, metadata.path(DESIRED))).orElseGet(ShadowDocument::object);
    }

    /** The metadata of what a request set, with its time stamps. */
    ObjectNode metadataOf(ShadowRequest request) {
        ObjectNode selected = object();
        request.state().fields().forEachRemaining(section -> {
            if (section.getValue().isObject()) {
                selected.set(section.getKey(), select((ObjectNode) section.getValue(), metadata.path(section.getKey())));
            }
        });
        return selected;
    }

    private static ObjectNode merged(String name, ObjectNode section, JsonNode change, ObjectNode metadata, long now) {
        if (change == null) {
            return section;
        }
        if (change.isNull()) {
            metadata.remove(name);
            return object();
        }
        ObjectNode copy = section.deepCopy();
        ObjectNode times = metadata.path(name).isObject() ? (ObjectNode) metadata.get(name) : object();
        merge(copy, (ObjectNode) change, times, now);
        setUnlessEmpty(metadata, name, times);
        return copy;
    }

    /** Objects merge, null removes, everything else (also arrays) replaces; an object left empty goes as well. */
    private static void merge(ObjectNode target, ObjectNode change, ObjectNode times, long now) {
        change.fields().forEachRemaining(entry -> {
            String field = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                target.remove(field);
                times.remove(field);
            } else if (value.isObject()) {
                boolean wasObject = target.path(field).isObject();
                ObjectNode child = wasObject ? (ObjectNode) target.get(field) : object();
                ObjectNode childTimes = wasObject && times.path(field).isObject() ? (ObjectNode) times.get(field) : object();
                merge(child, (ObjectNode) value, childTimes, now);
                setUnlessEmpty(target, field, child);
                setUnlessEmpty(times, field, childTimes);
            } else {
                target.set(field, value);
                times.set(field, stamped(value, now));
            }
        });
    }

    private static JsonNode stamped(JsonNode value, long now) {
        if (value.isArray()) {
            var stamps = ShadowRequest.JSON.createArrayNode();
            value.forEach(element -> stamps.add(stamped(element, now)));
            return stamps;
        }
        if (value.isObject()) {
            ObjectNode stamps = object();
            value.fields().forEachRemaining(entry -> stamps.set(entry.getKey(), stamped(entry.getValue(), now)));
            return stamps;
        }
        return object().put(TIMESTAMP, now);
    }

    private static ObjectNode difference(ObjectNode wanted, JsonNode actual) {
        ObjectNode difference = object();
        wanted.fields().forEachRemaining(entry -> {
            JsonNode other = actual.path(entry.getKey());
            if (entry.getValue().isObject()) {
                setUnlessEmpty(difference, entry.getKey(), difference((ObjectNode) entry.getValue(), other));
            } else if (!entry.getValue().equals(other)) {
                difference.set(entry.getKey(), entry.getValue());
            }
        });
        return difference;
    }

    /** The part of {@code from} that has the shape of {@code shape}. */
    private static ObjectNode select(ObjectNode shape, JsonNode from) {
        ObjectNode selected = object();
        shape.fields().forEachRemaining(entry -> {
            JsonNode source = from.path(entry.getKey());
            if (entry.getValue().isObject() && source.isObject()) {
                selected.set(entry.getKey(), select((ObjectNode) entry.getValue(), source));
            } else if (!source.isMissingNode()) {
                selected.set(entry.getKey(), source);
            }
        });
        return selected;
    }

    private static void setUnlessEmpty(ObjectNode parent, String field, ObjectNode child) {
        if (child.isEmpty()) {
            parent.remove(field);
        } else {
            parent.set(field, child);
        }
    }

    private static ObjectNode object() {
        return ShadowRequest.JSON.createObjectNode();
    }
}
