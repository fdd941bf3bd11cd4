// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridface.vision.Box;

/** The bytes of a vault's records before encryption. The first byte is the format's version. */
final class FaceRecords {

    private static final int VERSION = 1;

    private FaceRecords() {
    }

    static byte[] encodeHeader(FaceCollection collection) {
        return encode(out -> {
            out.writeUTF(collection.id());
            out.writeUTF(collection.modelId());
            out.writeLong(collection.created().toEpochMilli());
        });
    }

    static FaceCollection decodeHeader(byte[] record) throws IOException {
        DataInputStream in = open(record);
        return new FaceCollection(in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong()));
    }

    static byte[] encode(FaceCollection.Entry entry) {
        return encode(out -> {
            StoredFace face = entry.face();
            out.writeUTF(face.faceId());
            out.writeUTF(face.imageId());
            out.writeUTF(face.externalImageId().orElse(""));
            out.writeDouble(face.box().x());
            out.writeDouble(face.box().y());
            out.writeDouble(face.box().width());
            out.writeDouble(face.box().height());
            out.writeDouble(face.confidence());
            out.writeInt(entry.vector().length);
            for (float value : entry.vector()) {
                out.writeFloat(value);
            }
        });
    }

    static FaceCollection.Entry decode(byte[] record) throws IOException {
        DataInputStream in = open(record);
        String faceId = in.readUTF();
        String imageId = in.readUTF();
        String external = in.readUTF();
        Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        double confidence = in.readDouble();
        float[] vector = new float[in.readInt()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.readFloat();
        }
        // An external id has at least one character, so the empty text can stand for none.
        Optional<String> externalImageId = external.isEmpty() ? Optional.empty() : Optional.of(external);
        return new FaceCollection.Entry(new StoredFace(faceId, imageId, externalImageId, box, confidence), vector);
    }

    static byte[] encode(StoredUser user) {
        return encode(out -> {
            out.writeUTF(user.id());
            out.writeInt(user.faceIds().size());
            for (String faceId : user.faceIds()) {
                out.writeUTF(faceId);
            }
        });
    }

    /** @return a user's id and the ids of its faces */
    static Map.Entry<String, List<String>> decodeUser(byte[] record) throws IOException {
        DataInputStream in = open(record);
        String id = in.readUTF();
        List<String> faceIds = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            faceIds.add(in.readUTF());
        }
        return Map.entry(id, faceIds);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static DataInputStream open(byte[] record) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("a collection file of version " + version + ", this program knows " + VERSION
                    + ": use the program that wrote it");
        }
        return in;
    }

    private static byte[] encode(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }
}
