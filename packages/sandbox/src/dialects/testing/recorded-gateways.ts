import type { Dialogue } from './play-dialogue'

/** What servers that pass the wire on answered. */
export const recordedGateways: readonly Dialogue[] = [
  {
    dialect: 'litellm',
    quirks: [],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"OTHER","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"litellm.BadRequestError: OpenAIException - {\\"error\\":{\\"message\\":\\"Video is not ready yet, use GET /v1/videos/ID to check status.\\",\\"type\\":\\"invalid_request_error\\",\\"param\\":null,\\"code\\":\\"video_not_ready\\"}}","type":"invalid_request_error","param":null,"code":"404"}}',
      ],
      [
        'GET ?limit=1',
        '400 {"error":{"message":"litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider.","type":"invalid_request_error","param":null,"code":"400"}}',
      ],
      [
        'GET ?limit=1&custom_llm_provider=openai',
        '500 {"error":{"message":"litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.","type":"internal_server_error","param":null,"code":"500"}}',
      ],
      [
        'GET ?after=ID&custom_llm_provider=openai',
        '500 {"error":{"message":"litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.","type":"internal_server_error","param":null,"code":"500"}}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"OTHER","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=thumbnail', '200 content-type: video/mp4; MP4'],
      [
        'POST /ID/remix',
        '200 {"id":"OTHER","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":"video_d52553f7b64d8e0dcab9f7470b104df9dee7f6ecdcf071b8","error":null}',
      ],
      [
        'DELETE /ID',
        '405 allow: GET; {"error":{"message":"litellm.BadRequestError: OpenAIException - {\\"error\\":{\\"message\\":\\"Not allowed to DELETE on /v1/videos/ID. Allowed: GET.\\",\\"type\\":\\"invalid_request_error\\",\\"param\\":null,\\"code\\":\\"method_not_allowed\\"}}","type":"invalid_request_error","param":null,"code":"405"}}',
      ],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"OTHER","object":"video","model":"mini","status":"failed","progress":50,"created_at":1790000008,"completed_at":1790000012,"expires_at":null,"size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."}}',
      ],
    ],
  },
  {
    dialect: 'new-api',
    quirks: [],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","created_at":1790000000,"prompt":"A lamp.","size":"320x192","seconds":"2","status":"unknown"}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","created_at":1790000000,"prompt":"A lamp.","size":"320x192","seconds":"2","status":"unknown"}',
      ],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","created_at":1790000000,"prompt":"A lamp.","size":"320x192","seconds":"2","status":"NOT_START"}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":44,"created_at":1790000000,"prompt":"A lamp.","size":"320x192","seconds":"2","status":"running"}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ',
        '405 allow: POST; {"error":{"message":"Not allowed to GET on /v1/videos. Allowed: POST.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","status":"completed","metadata":{"url":"LINK"}}',
      ],
      ['GET /ID/content', '200 cache-control: public, max-age=86400; content-type: video/mp4; MP4'],
      [
        'POST /ID/remix',
        '200 {"id":"video_b0343907b555c8561c0438f9eac3342d9663eedd39214696","object":"video","model":"mini","created_at":1790000008,"prompt":"B","size":"320x192","seconds":"2","remixed_from_video_id":"ID","status":"unknown"}',
      ],
      [
        'DELETE /ID',
        '405 allow: GET; {"error":{"message":"Not allowed to DELETE on /v1/videos/ID. Allowed: GET.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","created_at":1790000008,"prompt":"gore","size":"320x192","seconds":"1","status":"unknown"}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":50,"created_at":1790000008,"completed_at":1790000012,"prompt":"gore","size":"320x192","seconds":"1","error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."},"status":"failed"}',
      ],
    ],
  },
  {
    dialect: 'aisix',
    quirks: [],
    dialogue: [
      [
        'create form',
        '400 {"error":{"message":"Failed to parse the request body as JSON: expected value at line 1 column 1","type":"invalid_request_error","param":null,"code":"invalid_json"}}',
      ],
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":0,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":0,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ',
        '405 allow: POST; {"error":{"message":"Not allowed to GET on /v1/videos. Allowed: POST.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":0,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '302 location: LINK; '],
      [
        'POST /ID/remix',
        '404 {"error":{"message":"Invalid URL (POST /v1/videos/ID/remix)","type":"invalid_request_error","param":null,"code":"unknown_url"}}',
      ],
      [
        'DELETE /ID',
        '405 allow: GET; {"error":{"message":"Not allowed to DELETE on /v1/videos/ID. Allowed: GET.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created_at":0,"completed_at":1790000012,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."}}',
      ],
    ],
  },
  {
    dialect: 'stdapi',
    quirks: [],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"in_progress","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}],"first_id":"ID","last_id":"ID","has_more":true}',
      ],
      [
        'DELETE /ID',
        '400 {"error":{"message":"Video \'ID\' is in_progress: only an ended one can be deleted.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      [
        'GET /ID/content?variant=thumbnail',
        '400 {"error":{"message":"The variant \'thumbnail\' is not supported.","type":"invalid_request_error","param":"variant","code":"invalid_value"}}',
      ],
      [
        'POST /ID/remix',
        '404 {"error":{"message":"Invalid URL (POST /v1/videos/ID/remix)","type":"invalid_request_error","param":null,"code":"unknown_url"}}',
      ],
      ['DELETE /ID', '200 {"id":"ID","object":"video.deleted","deleted":true}'],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":0,"created_at":1790000008,"completed_at":1790000012,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."}}',
      ],
    ],
  },
  {
    dialect: 'agnes',
    quirks: [],
    dialogue: [
      [
        'create form',
        '415 {"error":{"message":"Content-Type must be application/json.","type":"invalid_request_error","param":null,"code":"unsupported_content_type"}}',
      ],
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ',
        '405 allow: POST; {"error":{"message":"Not allowed to GET on /v1/videos. Allowed: POST.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=thumbnail', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=spritesheet', '200 content-type: video/mp4; MP4'],
      [
        'POST /ID/remix',
        '404 {"error":{"message":"Invalid URL (POST /v1/videos/ID/remix)","type":"invalid_request_error","param":null,"code":"unknown_url"}}',
      ],
      [
        'DELETE /ID',
        '405 allow: GET; {"error":{"message":"Not allowed to DELETE on /v1/videos/ID. Allowed: GET.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
    ],
  },
  {
    dialect: 'relay',
    quirks: [],
    dialogue: [
      [
        'create form',
        '400 {"code":"invalid_json","msg":"invalid request body: content type must be application/json"}',
      ],
      [
        'create json',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"queued","created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":"0%"}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"in_progress","created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":"44%"}',
      ],
      [
        'GET /ID/content',
        '404 {"code":"video_not_ready","msg":"Video is not ready yet, use GET /v1/videos/ID to check status."}',
      ],
      [
        'GET ',
        '405 allow: POST; {"code":"method_not_allowed","msg":"Not allowed to GET on /v1/videos. Allowed: POST."}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"completed","created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":"100%","video_url":"LINK"}',
      ],
      ['GET /ID/content', '200 {"url":"LINK"}'],
      ['POST /ID/remix', '404 {"code":"unknown_url","msg":"Invalid URL (POST /v1/videos/ID/remix)"}'],
      [
        'DELETE /ID',
        '405 allow: GET; {"code":"method_not_allowed","msg":"Not allowed to DELETE on /v1/videos/ID. Allowed: GET."}',
      ],
      [
        'create moderated',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"queued","created_at":1790000008,"completed_at":null,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null,"progress":"0%"}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"failed","created_at":1790000008,"completed_at":1790000012,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."},"progress":"50%"}',
      ],
    ],
  },
  {
    dialect: 'relay',
    quirks: ['output-url'],
    dialogue: [
      [
        'create json',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"queued","created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":"0%"}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"completed","created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":"100%","output_url":"LINK"}',
      ],
    ],
  },
  {
    dialect: 'relay',
    quirks: ['output-list', 'fraction'],
    dialogue: [
      [
        'create json',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"queued","created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":0}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"in_progress","created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":0.44}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"task_id":"ID","object":"video","model":"mini","status":"completed","created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"progress":1,"output":[{"url":"LINK"}]}',
      ],
    ],
  },
]
