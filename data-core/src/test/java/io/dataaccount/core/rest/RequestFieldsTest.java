package io.dataaccount.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.BucketName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
    private static final List<String> KNOWN = List.of("bucket_name", "region");

    @Test
    void of_nearMiss_namesTheFieldThatWasMeant() {
        assertThatThrownBy(() -> RequestFields.of(Map.of("bucketName", "x"), "", KNOWN))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
                    assertThat(e.field()).contains("bucketName");
                    assertThat(e.detail()).contains("did you mean bucket_name?");
                });
    }

    @Test
    void required_missing_namesTheField() {
        assertThatThrownBy(() -> RequestFields.of(Map.of(), "", KNOWN).required("bucket_name", BucketName::new))
                .hasMessage("bucket_name is missing: it is required.");
    }

    @Test
    void required_number_isIllTyped() {
        assertThatThrownBy(() ->
                        RequestFields.of(Map.of("bucket_name", 7), "", KNOWN).required("bucket_name", BucketName::new))
                .hasMessage("bucket_name must be a string, not a number.");
    }

    @Test
    void required_refusedByItsType_hasTheNameOnTheWire() {
        assertThatThrownBy(() -> RequestFields.of(Map.of("region", "A"), "files[3].", KNOWN)
                        .required("region", BucketName::new))
                .hasMessageStartingWith("files[3].region 'A' must be 3 to 63");
    }

    @Test
    void ofQuery_repeated_isRefused() {
        assertThatThrownBy(() -> RequestFields.ofQuery(Map.of("region", List.of("a", "b")), KNOWN))
                .hasMessage("region is given 2 times: give it once.");
    }

    @Test
    void everyErrorCode_hasAStatusAndATitle() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ProblemTypes.status(code)).isBetween(400, 599);
            assertThat(ProblemTypes.title(code)).isNotBlank();
        }
    }
}
