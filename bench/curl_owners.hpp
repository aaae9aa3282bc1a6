#pragma once

#include <curl/curl.h>

/// Owners of curl's handles for the bare loops that the program is measured beside.
struct EasyClose {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiClose {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListClose {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
