// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in the repository are OpenCV Zoo's own, to the last bit, and their licences lie beside them. */
class PackedModelsTest {

    @ParameterizedTest
    @CsvSource({
        "YUNET, 49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10, LICENSE-yunet.txt, MIT License",
        "SFACE, fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee, LICENSE-sface.txt, Apache License"})
    void eachModelIsTheZoosFileWithItsLicence(PackedModel model, String sha256, String licence, String title) throws Exception {
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model.content()))).isEqualTo(sha256);
        try (var text = PackedModel.class.getResourceAsStream("models/" + licence)) {
            assertThat(text).isNotNull().asString(java.nio.charset.StandardCharsets.UTF_8).contains(title);
        }
    }
}
