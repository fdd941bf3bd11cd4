// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One bucket: the operations of S3's REST interface that the routes use. */
final class Bucket {

    static final String NAME = "photos";

    private final Map<String, byte[]> objects = new TreeMap<>();

    void clear() {
        objects.clear();
    }

    Map<String, byte[]> objects() {
        return objects;
    }

    /** The part of a path behind the bucket; empty for the bucket itself. */
    static String key(String path) {
        return path.length() > NAME.length() + 2 ? path.substring(NAME.length() + 2) : "";
    }

    Reply answer(String method, String path, byte[] body) {
        String key = key(path);
        if (key.isEmpty()) {
            return method.equals("GET") ? Reply.ok(list()) : Reply.ok(new byte[0]);
        }
        switch (method) {
            case "PUT":
                objects.put(key, body);
                return new Reply(200, Map.of("ETag", "\"1\""), new byte[0]);
            case "DELETE":
                objects.remove(key);
                return new Reply(204, Map.of(), new byte[0]);
            default:
                byte[] object = objects.get(key);
                return object == null
                        ? new Reply(404, Map.of(), "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8))
                        : Reply.ok(object);
        }
    }

    private byte[] list() {
        StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.keySet().forEach(key -> list.append("<Contents><Key>").append(key)
                .append("</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"));
        return list.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
