// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.hybridface.edge.app.PersonMain.MisusedException;
import org.hybridface.edge.print.Quoted;

/** Whether receipts of erasures are signed by a key (Ed25519, RFC 8032), over {@code receipt} as compact JSON. */
final class ReceiptCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptCheck() {
    }

    /**
     * @param file one signed receipt, or the list that the page offers
     * @param pem  the public key, as {@code openssl pkey -pubout} writes it
     * @return 0 when all are signed by that key, 1 otherwise
     */
    static int run(Path file, Path pem, PrintStream out) throws MisusedException {
        JsonNode root = read(file);
        PublicKey key = key(pem);
        boolean all = true;
        for (JsonNode signed : root.has("receipts") ? root.path("receipts") : JSON.createArrayNode().add(root)) {
            JsonNode receipt = signed.path("receipt");
            if (!receipt.isObject()) {
                throw new MisusedException(file + " is no receipt: it has no \"receipt\"");
            }
            boolean good = isSigned(receipt, signed.path("signature").asText(), key);
            out.println("erasure " + Quoted.value(receipt.path("erasure").asText()) + " " + Quoted.value(receipt.path("state").asText()) + ": "
                    + (good ? "signed by that key, and not one letter was changed" : signed.has("signature") ? "NOT signed by that key, or changed since" : "NOT signed"));
            all &= good;
        }
        return all ? 0 : PersonMain.EXIT_FAILED;
    }

    private static JsonNode read(Path file) throws MisusedException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new MisusedException(file + " is not JSON: give the receipt as it came");
        } catch (IOException e) {
            throw new MisusedException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static PublicKey key(Path pem) throws MisusedException {
        try {
            String base64 = Files.readString(pem, StandardCharsets.US_ASCII).replaceAll("-----[^-]*-----|\\s", "");
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new MisusedException(pem + " is no public Ed25519 key in PEM: write it with: openssl pkey -in key -pubout");
        }
    }

    private static boolean isSigned(JsonNode receipt, String signature, PublicKey key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(JSON.writeValueAsBytes(receipt));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | JsonProcessingException | IllegalArgumentException e) {
            return false;
        }
    }
}
