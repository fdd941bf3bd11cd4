// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.people.SearchedName;
import org.hybridface.edge.print.Quoted;

/** Camel's developer console, page {@code faces}: {@code /q/dev/faces?filter=Ada&limit=20}. */
@DevConsole(name = "faces", description = "The faces this device remembers, most recently seen first")
public class FacesConsole extends AbstractDevConsole {

    /** Only faces whose key, name or state holds this text. */
    public static final String FILTER = "filter";

    /** At most so many, 100 when not given. */
    public static final String LIMIT = "limit";

    private static final int DEFAULT_LIMIT = 100;

    public FacesConsole() {
        super("edge", "faces", "Faces", "The faces this device remembers, most recently seen first");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-10s %-9s %-24s %6s %5s  %-24s %s%n",
                "KEY", "STATE", "NAME", "SIM %", "ASKS", "LAST SEEN", "EVENT"));
        for (FaceEntry face : faces(options)) {
            text.append(String.format(Locale.ROOT, "%-10s %-9s %-24s %6s %5d  %-24s %s%n", face.key(), face.state().word(),
                    face.name().map(Quoted::line).orElse("-"),
                    face.similarity().isPresent() ? String.format(Locale.ROOT, "%.1f", face.similarity().getAsDouble()) : "-",
                    face.asks(), cache().timeOfDay(face.lastSeen()).truncatedTo(ChronoUnit.MILLIS), face.eventId().orElse("-")));
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray list = new JsonArray();
        for (FaceEntry face : faces(options)) {
            JsonObject one = new JsonObject();
            one.put("key", face.key());
            one.put("state", face.state().word());
            face.name().ifPresent(name -> one.put("name", name));
            face.similarity().ifPresent(similarity -> one.put("similarity", similarity));
            face.faceId().ifPresent(id -> one.put("faceId", id));
            face.reason().ifPresent(reason -> one.put("reason", reason));
            one.put("asks", face.asks());
            one.put("waiting", face.isOpen());
            one.put("firstSeen", cache().timeOfDay(face.firstSeen()).toString());
            one.put("lastSeen", cache().timeOfDay(face.lastSeen()).toString());
            face.eventId().ifPresent(id -> one.put("eventId", id));
            list.add(one);
        }
        JsonObject root = new JsonObject();
        root.put("faces", list);
        return root;
    }

    private List<FaceEntry> faces(Map<String, Object> options) {
        String filter = String.valueOf(options.getOrDefault(FILTER, ""));
        int limit = limit(String.valueOf(options.getOrDefault(LIMIT, DEFAULT_LIMIT)));
        FaceCache cache = cache();
        if (cache == null) {
            return List.of();
        }
        return cache.list().stream()
                .filter(face -> SearchedName.isIn(face.key() + ' ' + face.name().orElse("") + ' ' + face.state().word(), filter))
                .limit(limit).toList();
    }

    private FaceCache cache() {
        return getCamelContext().getRegistry().lookupByNameAndType("faceCache", FaceCache.class);
    }

    /** By JMX anything may come: what is no number is the default. Over HTTP it was refused before. */
    private static int limit(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : DEFAULT_LIMIT;
    }
}
