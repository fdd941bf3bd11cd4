// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of the faces that went in. Pure.
 *
 * @param lost     people whom no answered key on the device and no face in the cloud stands for
 * @param doubled  people with two faces in the cloud or two keys on the device, and faces of nobody
 * @param misnamed keys, faces or names of two people
 */
record Verdict(List<String> lost, List<String> doubled, List<String> misnamed) {

    /**
     * @param everybody  who was ever there
     * @param visitors   of them, who was there since everything was last forgotten
     * @param faces      what the device remembers ({@code /api/faces})
     * @param collection ids of the faces in the collection
     * @param table      name by id of the faces in the table
     */
    static Verdict of(Collection<Visitor> everybody, Collection<Visitor> visitors, JsonNode faces, Set<String> collection, Map<String, String> table) {
        Verdict verdict = new Verdict(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, JsonNode> remembered = new TreeMap<>();
        faces.forEach(face -> remembered.put(face.path("key").asText(), face));
        Map<String, Visitor> holders = new HashMap<>();
        verdict.judgeKeys(everybody);
        for (Visitor visitor : visitors) {
            Set<String> ids = new TreeSet<>();
            List<String> keys = new ArrayList<>();
            for (String key : visitor.keys()) {
                if (remembered.containsKey(key)) {
                    keys.add(key);
                    verdict.judge(visitor, remembered.get(key), ids);
                }
            }
            if (ids.isEmpty()) {
                verdict.lost.add(visitor + " has no face");
            }
            if (keys.size() > 1 || ids.size() > 1) {
                verdict.doubled.add(visitor + " has keys " + keys + " and faces " + ids);
            }
            for (String id : ids) {
                Visitor other = holders.putIfAbsent(id, visitor);
                if (other != null) {
                    verdict.misnamed.add("face " + id + " stands for " + other.who() + " and for " + visitor.who());
                }
            }
            visitor.shownNames().stream().filter(name -> !name.equals(visitor.name()))
                    .forEach(name -> verdict.misnamed.add(visitor + " was shown as '" + name + "', but is '" + visitor.name() + "'"));
        }
        collection.stream().filter(id -> !holders.containsKey(id)).forEach(id -> verdict.doubled.add("face " + id + " of the collection is nobody's"));
        holders.forEach((id, visitor) -> {
            if (!collection.contains(id) || !table.containsKey(id)) {
                verdict.lost.add(visitor + "'s face " + id + " is not in " + (collection.contains(id) ? "the table" : "the collection"));
            }
        });
        table.keySet().stream().filter(id -> !collection.contains(id)).forEach(id -> verdict.doubled.add("face " + id + " is in the table only"));
        return verdict;
    }

    private void judgeKeys(Collection<Visitor> everybody) {
        Map<String, Visitor> holders = new HashMap<>();
        for (Visitor visitor : everybody) {
            for (String key : visitor.everyKey()) {
                Visitor other = holders.putIfAbsent(key, visitor);
                if (other != null) {
                    misnamed.add(key + " was given to " + other.who() + " and to " + visitor.who());
                }
            }
        }
    }

    private void judge(Visitor visitor, JsonNode face, Set<String> ids) {
        if (face.hasNonNull("faceId") && !face.path("waiting").asBoolean()) {
            ids.add(face.path("faceId").asText());
        }
        String shown = face.path("name").asText("");
        if (face.hasNonNull("name") && !shown.equals(visitor.name())) {
            misnamed.add(visitor + " is shown as '" + shown + "', but is '" + visitor.name() + "'");
        }
        if (!face.hasNonNull("name") && !visitor.name().isEmpty() && face.hasNonNull("faceId")) {
            misnamed.add(visitor + " is shown without the name '" + visitor.name() + "'");
        }
    }

    boolean isGood() {
        return lost.isEmpty() && doubled.isEmpty() && misnamed.isEmpty();
    }
}
