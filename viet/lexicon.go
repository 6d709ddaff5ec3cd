package viet

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// signal is what a word or phrase of a reply hints at.
type signal uint8

const (
	noSignal    signal = iota
	sigDone            // xong, hoàn thành
	sigAct             // gửi, nộp, ban hành: finished with "đã", "rồi"
	sigSubmit          // trình, xin ý kiến: a step, after which others act
	sigWork            // làm, thực hiện: under way, finished only with "hết", "đầy đủ"
	sigNot             // không, chẳng
	sigNotYet          // chưa
	sigDenied          // "đâu mà", after what it denies
	sigPast            // đã, vừa
	sigAlready         // rồi
	sigFull            // hết, đầy đủ, đúng kế hoạch
	sigLimit           // sắp, gần, một phần: not the whole
	sigFuture          // sẽ, dự kiến
	sigSometime        // lát nữa, sang năm, cũng xong: to come, unless "đã" is said
	sigAgain           // làm lại, trả lại: undoes an end
	sigIf              // nếu, khi nào
	sigHedge           // chắc, hình như, nghe nói
	sigOngoing         // đang
	sigTrack           // đúng tiến độ: under way, unless an end is said
	sigBlocked         // vướng, thiếu, lỗi
	sigWait            // chờ
	sigInside          // ký, duyệt: what an office waits for inside
	sigOutside         // Bộ, tỉnh, kinh phí: what it waits for outside
	sigOpinion         // ý kiến, số liệu: outside, unless somebody inside gives it
	sigMissing         // "chưa có kinh phí"
	sigNoProof         // "chưa có văn bản": a remark on what is done
	sigExtend          // gia hạn, lùi, khất
	sigAsk             // xin, cho, đề nghị
	sigOrder           // giao, đôn đốc: what follows is for others to do
	sigHand            // "không phải việc của"
	sigSame            // không đổi
	sigGreet           // chào
	sigReceipt         // đã nhận, vâng
	sigLater           // để kiểm tra lại: no answer yet
	sigWh              // gì, nào, ở đâu
	sigQuestion        // cho hỏi, đúng không
	sigBegin           // bắt đầu
	sigDraft           // dự thảo
	sigCause           // vì, do, nên
	sigBut             // nhưng
	sigFiller          // ạ, nhé, em: says nothing
)

// The words of each signal, with their marks; phrases are separated by bars.
// A word without marks in a reply stands for each word that it folds to.
var lexicon = newLexicon(map[signal]string{
	sigDone:     "xong | xong tuốt | close rồi | closed |  về đích sớm | vẫn xong | vẫn làm xong | vẫn hoàn thành | xong hẳn | xong tất | xong sạch | xong sạch sẽ | xong trọn vẹn | xong nốt | hoàn thành | hoàn tất | done | xong xuôi | ht rồi | hoàn thiện xong | làm xong | finish | finished | completed | complete",
	sigAct:      "gửi | nộp | ban hành | niêm yết | công khai | bàn giao | ký | tổ chức | up | đăng | đăng tải | phát hành | công bố | chuyển | nghiệm thu | kết thúc | thông qua | trả kết quả | đưa vào sử dụng | đưa vào vận hành | đưa vào khai thác | đưa vào hoạt động | báo cáo đầy đủ | báo cáo đủ | đẩy lên | đẩy file | tải lên | đưa lên | bắn file | upload | scan gửi | bế mạc | bế giảng | golive | go live | khánh thành | quyết toán | thanh lý | thanh toán | chi trả | cấp phát | trao tặng | trao quà | trao thưởng | trao bằng | trao giải | post | sent | bh | ph | submit | share | báo cáo xong | ký ban hành | làm nốt",
	sigSubmit:   "trình | trình ký | trình duyệt | trình phê duyệt | trình lên | xin ý kiến | lấy ý kiến | tham mưu | đề xuất",
	sigWork:     "làm | giải ngân | hoàn chỉnh | đối chiếu | xây dựng | thực hiện | triển khai | tiến hành | xử lý | rà soát | tổng hợp | hoàn thiện | cập nhật | tổ chức thực hiện | tổ chức triển khai | đăng ký | thu thập | soạn | soạn thảo | chỉnh sửa | bổ sung",
	sigNot:      "không | chẳng | chả | không phải | đừng",
	sigNotYet:   "chưa | chưa hề | chưa từng | ch | chg | not yet",
	sigDenied:   "mô | đâu mà | đâu có | đâu | mới lạ | mới là lạ",
	sigPast:     "đã | vừa | cách đây | mới vừa | vừa mới | từ sáng | hồi sáng | lúc sáng | ban sáng | hồi nãy | lúc nãy | khi nãy | vừa nãy | ban nãy | hồi chiều",
	sigAlready:  "rồi | dồi | rồi còn gì | rồi còn đâu",
	sigFull:     "đâu vào đấy | đâu vào đó | đâu ra đấy | đâu ra đó | hết | hết trơn | hết ráo | hết sạch | sạch sẽ | sạch bong | gọn gàng | ngon lành | đủ | hoàn toàn | trọn vẹn | trọn bộ | tất tần tật | dứt điểm | triệt để | đầy đủ | toàn bộ | tất cả | đúng kế hoạch | theo đúng | đúng hạn | trước hạn | sớm hạn",
	sigLimit:    "sắp | hòm hòm | xấp xỉ | outline | bản thô | xong thô | bộn | cái chính | mục đầu | khối lượng chính | về chuyên môn | nội dung chính | cb xong | cb ht | cb đã ht | cb hoàn thành | về cb | ngót nghét | đến nơi rồi | nhăm nhe | trang bìa | bìa | trang đầu | cái sườn | lượt đầu | đoạn đầu | phần móng | tầng trệt | tạm ứng | bản 1 | bản một | bản tiếng | xong dần | gửi dần | nộp dần | hoàn thành dần | dần xong | được tí | được chút | được ít | được tẹo | được xíu | được một tí | được một chút | được một ít | được một tẹo | được một xíu | một chút | chút ít | chút xíu | tí xíu | kha khá | sơ sơ | trên giấy | trên danh nghĩa | trên lý thuyết | bản word | bản excel | bản nhập | hụt | buổi đầu | lớp đầu | lần đầu | bước đầu | ban đầu | phần thô | số liệu thô | dữ liệu thô | bản thô | lỗi chính tả | lỗi nhỏ | khó | khó mà | khó lòng | chậm | gần | gần như | cơ bản | về cơ bản | tương đối | một phần | 1 phần | phần | nửa | một nửa | bước | khâu | đợt | bản mềm | giai đoạn | một số | vài | hầu hết | phần lớn | đa số | suýt soát | tạm | vòng | chặng | công đoạn | hạng mục | chương | bản thảo | hầu như | sơ bộ | về mặt | đại khái | nói chung | về nguyên tắc | đầu vào | còn lâu | còn khuya | lâu mới | non nửa | nhiều | ít | trừ | ngoại trừ | còn thiếu | còn mỗi | chỉ còn | còn phải | còn vài | còn ít | còn phần | còn khâu | còn bước | còn chút | còn chữ ký | còn thủ tục | thiếu mỗi | chỉ thiếu | thiếu phụ lục | thiếu biểu | thiếu trang | thiếu bảng | còn một tí | còn tí | còn xíu | còn tẹo | còn một chút | thiếu con dấu | thiếu dấu | thiếu chữ ký | còn cả | riêng",
	sigFuture:   "sẽ | lâu lắm mới xong | còn lâu mới xong | sớm muộn | sớm muộn gì | làm xong liền | làm xong ngay | gửi liền | nộp liền | hẹn vp | hẹn mai | hẹn thứ | hẹn sáng | hẹn chiều | hẹn tuần | hẹn ngày | hẹn cuối | hẹn đầu | hẹn anh | hẹn chị | hẹn sếp | để em | để e | để mình | để tôi | dự kiến | phấn đấu | cầu trời | cầu mong | lạy trời | cố gắng | cố | hứa | hẹn | phải | cần | muốn | mong | để | kịp | cũng xong | từ từ | dần dần | cam kết | ráng | gắng | lẽ ra | đáng lẽ | đáng ra | đáng nhẽ | đúng ra | lý ra | suýt | suýt nữa | suýt thì | dự định | định | xong ngay | xong liền | xong sớm thôi | là xong | thì xong | mới xong | mới hoàn thành | là ok | là được | đang chuẩn bị | chậm nhất | muộn nhất | trễ nhất",
	sigSometime: "xíu xong | tẹo nữa | tý xong | tí xong | lát xong | lát gửi | lát nộp | xíu gửi | xíu nộp | chút xong | bữa sau | hôm sau nộp | bữa khác | hôm khác | khuya nay | đêm nay | lát nữa | tí nữa | tý nữa | chút nữa | chốc nữa | lúc nữa | xíu nữa | lát em | tí em | chút em | xíu em | lát mình | tí mình | mai mốt | nay mai | sau tết | ra tết | qua tết | trước tết | sau lễ | qua lễ | trước lễ | năm nay | năm sau | năm tới | sang năm | sau này | cuối giờ | cuối buổi | đầu giờ | tranh thủ | quyết tâm | chắc chắn | nhất định | sớm thôi | mục tiêu | tết | noel | giáng sinh | tháng chạp | tháng giêng | ra giêng | qua giêng | ra năm | rằm",
	sigAgain:    "làm lại | sửa lại | chỉnh lại | trả lại | trả về | bị trả",
	sigIf:       "nếu | sau khi | giả sử | giả dụ | lỡ | thì tốt | ước gì | giá mà | giá như | phải chi | khi nào | lúc nào | bao giờ xong | một khi | chừng nào | hễ | đến khi | trước khi | lúc xong | là tốt | là mừng | là may | khi xong | xong thì | xong sẽ | đợi xong | chờ xong",
	sigHedge:    "hnhu | hnhư | cũng nên | hay sao ấy | hay sao á | xem chừng | nom chừng | nghe chừng | em nghĩ vậy | em nghĩ thế | nghĩ vậy | nghĩ thế | cho là thế | cho là vậy | theo em hiểu | theo e hiểu | theo tôi hiểu | theo mình hiểu | tin là vậy | tin là thế | không thể coi | chưa thể coi | không thể nói | chưa thể nói | mọi năm | mọi hôm | mọi khi | bình thường thì | thường thì | đúng lịch thì | theo lịch thì | theo lịch là | theo kế hoạch là | theo kế hoạch thì | theo quy định thì | theo quy định là | theo hợp đồng thì | hợp đồng ghi | trong mơ | nằm mơ | đùa thôi | đùa đấy | nói đùa | nói chơi | giỡn á | giỡn thôi | giỡn đó | ước vậy | ước thế | em ước | trong báo cáo thôi | nếu anh tin | nếu chị tin | nếu em tin | nếu sếp tin | nếu bác tin | nếu cô tin | nếu chú tin | tính theo kế hoạch cũ | chắc | chắc là | chừng như | coi bộ | hình như | năm ngoái | kỳ trước | đợt trước | lần trước | có lẽ | có vẻ | nghe nói | nghe | nghe đâu | nghe bảo | thấy bảo | thấy nói | theo em biết | theo tôi biết | theo e biết | em biết thì | e biết thì | mình biết | tôi biết | biết thì | không rõ | chưa rõ | không chắc | chưa chắc | nghĩ là | tưởng | đoán | không biết | hôm trước bảo | bảo là | bảo | nói là | nói | kể | tôi nghĩ | em nghĩ | có thể | dường như | nhớ là | nhớ mang máng | nhớ đã | em nhớ | không nhớ | chẳng nhớ | xem như | coi như | tạm coi | có thể coi | báo là đã | ai đó | thì phải",
	sigOngoing:  "đang | sửa soạn | quanh năm | tháng nào cũng | tuần nào cũng | ngày nào cũng | quý nào cũng | đang đối soát | đối soát | đang rà soát | in progress | on going | ongoing | wip | vẫn đang | còn đang | dở | dở dang | dang dở | tiếp tục | vẫn làm | chuẩn bị | thường xuyên | duy trì | vẫn duy trì | doing | pending | chạy thử | vận hành thử | thử nghiệm | dùng thử",
	sigTrack:    "on track | đúng tiến độ | kịp tiến độ | theo tiến độ | đảm bảo tiến độ | bảo đảm tiến độ | đúng lộ trình | theo lộ trình | bình thường | ổn | suôn sẻ | trôi chảy | khả quan | tiến triển",
	sigBlocked:  "vướng | không chịu | chưa chịu | hết hạn nộp | hết giờ nộp | hết giờ gửi | hết hạn gửi | kẹt kinh phí | kẹt tiền | kẹt cứng | kẹt phần mềm | kẹt bên | vướng mắc | tắc | kẹt | kẹt vốn | kẹt chỗ | kẹt khâu | kẹt ở | kẹt vì | kẹt do | đang kẹt | bị kẹt | bí | khó khăn | kk | gặp khó | lỗi | bị lỗi | trục trặc | thiếu | mất điện | mất mạng | ngập | bị ngập | bão lũ | sáp nhập | không triển khai được | không làm được | không thực hiện được | không làm gì được | không cập nhật được | không ai | không có người | không có kinh phí | không đủ | chịu | bế tắc | không thành | ngoài thẩm quyền | vượt thẩm quyền | không đủ thẩm quyền | còn khác nhau | trái chiều | không thống nhất | bất thành | thất bại | hỏng | hết tiền | mưa bão | đình trệ | phải dừng | phải ngừng | phải hoãn | đành dừng | đành hoãn | buộc dừng | bị dừng | tạm dừng | bị hoãn | hết kinh phí | chưa thống nhất | phụ thuộc | bão | lũ | mưa lũ | lụt | bỏ dở | quá tải | bị mất | bị hư | bị khóa | bị chặn | bị cắt | bị đình chỉ | bỏ thầu | bỏ cuộc | bỏ việc | bị treo | bị sập | sập | cúp điện | cúp mạng | mâu thuẫn | chồng chéo | bất cập | không đồng thuận | không đồng tình | chưa đồng thuận | đứt cáp | chưa gỡ được | chưa tháo gỡ được | chưa gỡ ra | mắc ở | mắc chỗ | mắc khâu | vẫn mắc | còn mắc",
	sigWait:     "chờ | đợi | hóng | ngóng | chờ ý kiến | chờ hướng dẫn | chờ số liệu | chờ sở | chờ bộ | chờ ubnd | chờ tỉnh | chờ kinh phí | chờ phê duyệt | chờ duyệt | chờ ký | chờ văn bản | chờ phản hồi | chờ thẩm định | chờ lãnh đạo | chờ phòng | chờ các phòng | chờ góp ý | chờ kết quả | chờ phát hành | chờ đóng dấu | chờ thông qua | chờ sếp | chờ giám đốc | chờ gđ | chờ đấu thầu | chờ nhà thầu | chờ kho bạc | chờ tiền | chờ cấp | chờ quyết định | chờ mặt bằng | chờ trung ương | chờ công an | chờ hội đồng | đợi ý kiến | đợi hướng dẫn | đợi số liệu | đợi sở | đợi bộ | đợi ubnd | đợi tỉnh | đợi kinh phí | đợi phê duyệt | đợi duyệt | đợi ký | đợi văn bản | đợi phản hồi | đợi thẩm định | đợi lãnh đạo | đợi phòng | đợi các phòng | đợi góp ý | đợi kết quả | đợi phát hành | đợi đóng dấu | đợi thông qua | đợi sếp | đợi giám đốc | đợi gđ | đợi đấu thầu | đợi nhà thầu | đợi kho bạc | đợi tiền | đợi cấp | đợi quyết định | đợi mặt bằng | đợi trung ương | đợi công an | đợi hội đồng",
	sigInside:   "ký | bút phê | gđ | lđ | chi bộ | chi ủy | ban giám đốc | bgđ | tập thể lãnh đạo | chánh văn phòng | chánh vp | phó chánh văn phòng | chánh thanh tra | phó phòng | phó giám đốc | thủ trưởng | phê duyệt | duyệt | lãnh đạo | giám đốc | pgđ | sếp | lãnh đạo sở | giám đốc sở | lãnh đạo vp | lãnh đạo phòng | trưởng phòng | lãnh đạo đơn vị | các phòng | các phòng ban | phòng ban | nội bộ | anh em",
	sigOutside:  "bộ | tỉnh | ubnd | hđnd | sở | phòng | trung tâm | kinh phí | hướng dẫn | trung ương | xã | huyện | cấp xã | chi cục | đơn vị | ban | cục | kho bạc | nhà thầu | phần mềm | thiết bị | báo giá | giấy phép | cấp phép | kiểm định | vp | văn phòng",
	sigOpinion:  "ý kiến | góp ý | phản hồi | trả lời | số liệu | văn bản | thẩm định | người",
	sigMissing:  "chưa có kinh phí | kinh phí chưa có | hướng dẫn chưa có | số liệu chưa có | chưa có tiền | chưa có nguồn | chưa bố trí | chưa có hướng dẫn | chưa có qđ | chưa có quyết định | chưa có người | chưa có ý kiến | chưa có số liệu | chưa có phần mềm | chưa có máy | chưa được cấp | chưa được duyệt kinh phí | chưa góp ý | chưa trả lời | chưa phản hồi | chưa cho ý kiến | chưa phối hợp | chưa gửi số liệu | chưa cung cấp | chưa xác định | chưa thẩm định",
	sigNoProof:  "chưa có văn bản | chưa có minh chứng | chưa có số văn bản | chưa có bản scan | chưa có file | chưa scan | không có văn bản",
	sigExtend:   "gia hạn | extend | delay | xin dời thêm | xin dời đến | xin dời tới | xin dời sang | xin dời qua | dời thêm | dời giúp | dời deadline | đổi deadline | thư thư | xin hoãn | thêm cho em | thêm cho phòng | thêm cho mình | nới | giãn hạn | giãn tiến độ | dời hạn | dời | dời sang | dời đến | dời tới | dời qua | dời lại | lùi | lùi hạn | khất | hoãn | xin hẹn | điều chỉnh thời hạn | điều chỉnh hạn | đổi hạn | kéo dài | thêm thời gian | thêm ít thời gian | thêm chút thời gian | thêm tí thời gian | thêm time | nới hạn | xin phép nộp sau | xin nộp sau | cho nộp sau | cho em nộp sau | nộp muộn | nộp trễ | nộp chậm | gửi muộn | gửi trễ | xin thêm | gia han | lùi lại",
	sigAsk:      "xin | cho | đề nghị | kính đề nghị | xin phép | cho phép | yêu cầu | nhờ",
	sigOrder:    "nhắc | giục | thúc | giao | phân công | kiến nghị | đôn đốc | chỉ đạo | mời",
	sigHand:     "nhầm đầu mối | sai đầu mối | lộn đầu mối | đề nghị bỏ khỏi danh sách | thuộc cấp xã | thuộc cấp tỉnh | không đúng thẩm quyền | không đúng chức năng | đề nghị giao lại | không còn ở phòng | không còn ở bên | không còn thuộc | không chủ trì | chỉ phối hợp | chỉ là đơn vị phối hợp | không phải việc của | không phải việc | không thuộc | không phải nhiệm vụ | không phải của | không phải trách nhiệm | không liên quan | nhầm đơn vị | nhầm phòng | giao nhầm | giao lộn | giao sai | lộn phòng | lộn đơn vị | lộn địa chỉ | lộn người | sai đơn vị | sai phòng | sai địa chỉ | sai người | nhầm người | giải thể | không nhận việc | không nhận nhiệm vụ | từ chối nhận | chuyển công tác | không còn phụ trách | hết phụ trách | thôi phụ trách | không còn theo dõi | nhầm địa chỉ | phòng khác làm | phòng khác phụ trách | phòng khác chủ trì | đơn vị khác làm | đơn vị khác phụ trách | đơn vị khác chủ trì | bên khác làm | bên khác phụ trách | gửi nhầm đơn vị | không phụ trách | không được giao | không phải phòng | không phải đơn vị | không phải bên em | đâu phải việc | đâu phải của | đâu phải nhiệm vụ | đâu thuộc | trả lại việc | trả lại nhiệm vụ | chuyển sang sở | chuyển cho sở | chuyển sang phòng | chuyển về sở | chuyển về phòng",
	sigSame:     "không đổi | không thay đổi | chưa thay đổi | chưa có gì mới | chưa có tiến triển | không có tiến triển | chưa tiến triển | chưa có chuyển biến | không có chuyển biến | chưa có gì thay đổi | không có gì mới | vẫn vậy | vẫn thế | vẫn như cũ | như cũ | như trước | như tuần trước | như lần trước | vẫn như vậy | vẫn như trước | y như cũ | như đã báo | giữ nguyên",
	sigGreet:    "chào | xin chào | hello | hi | alo | alô | a lô | chúc mừng | mừng ngày | chúc anh | chúc chị | chúc sếp | chúc bác | chúc vp | chúc cả | chúc mọi | chúc các | chúc em | chúc cô | chúc thầy | kính chào | hey | good morning",
	sigReceipt:  "đã nhận | nhận được | đã nắm | nắm thông tin | đã rõ | rõ | ok | oke | okie | okela | okay | vâng | dạ vâng | dạ | ừ | uh | cảm ơn | cám ơn | thanks | tks | đã xem | đã đọc | đã biết | noted | nhận rồi | tiếp thu | nghiêm túc tiếp thu",
	sigLater:    "để anh xem | để chị xem | để tôi xem | để mình xem | để anh coi | để chị coi | để em coi | xong phim | thôi xong | xong đời | để hỏi | để em hỏi | để kiểm tra | để em kiểm tra | để xem | để em xem | hỏi lại | chờ em tí | chờ em chút | chờ mình tí | chờ mình chút | chờ tôi tí | chờ tôi chút | chờ e tí | chờ e chút | đợi em tí | đợi em chút | chờ tí | chờ chút | đợi tí | đợi chút | kiểm tra lại | xem lại | báo lại sau | trả lời sau | nhầm nhóm | gửi nhầm | nhắn nhầm | nhắn nhầm người | gửi nhầm người | gửi nhầm tin | gửi nhầm nhóm | trả lời nhầm | nhầm tin | nhầm cửa sổ",
	sigWh:       "gì | những gì | nào | ở đâu | vào đâu | vô đâu | qua đâu | về đâu | lên đâu | cho đâu | từ đâu | đâu | ai | bao giờ | khi nào | bao nhiêu | thế nào | như thế nào | làm sao | tại sao | vì sao | sao | mấy | bao lâu | chỗ nào | thứ mấy",
	sigQuestion: "ư | rồi phỏng | rồi sao anh | rồi sao chị | rồi sao em | rồi sao sếp | rồi sao bác | rồi sao cô | rồi sao chú | cho hỏi | chưa hiểu | không hiểu | xin hỏi | hỏi chút | hỏi tí | đúng không | phải không | được không | không nhỉ | chưa nhỉ | nhỉ | hả | biết không | chưa vậy | chưa ta | chưa hả | hay chưa | có phải | à | chứ nhỉ | không vậy | có cần | có được | chăng | xin mẫu | xin biểu mẫu | xin file mẫu | xin link | cho mẫu | cho link",
	sigBegin:    "bắt đầu | rờ tới | rờ đến | sờ tới | sờ đến | sờ vào | ngó tới | ngó đến | mó tới | mó vào | tới lượt | đến lượt | đụng | đụng tới | đụng đến | động | động vào | động tới | khởi động | có gì | nhúc nhích | rục rịch | động tĩnh | bắt tay | có thời gian | có thì giờ",
	sigDraft:    "dự thảo | nộp nháp | gửi nháp | trình nháp | bộ nháp | file nháp | bản nháp | nháp | draft | khung | đề cương | ký nháy | nháy | ký tắt | lên kế hoạch | lên lịch | lên phương án",
	sigCause:    "vì | do | nên | tại | bởi | nguyên nhân | lý do",
	sigBut:      "nhưng | tuy nhiên | song",
	sigFiller:   "vị trí việc làm | nhận lỗi | xin nhận lỗi | lỗi của em | lỗi tại em | cả nhà | hnay | hqua | ngập đầu | ngập mặt | bản sao | sao y | mô hình | mô tả | mô phỏng | quy mô | vắc xin | kiến nghị cử tri | kiến nghị của cử tri | đời sống | chuyển đổi | chuyển đổi số | đối thoại | đối ngoại | đổi mới | dân vận | kiểm lâm | lâm nghiệp | bảo tàng | bảo trợ | bảo hành | bảo quản | bảo tồn | nói thật | nói thật là | thật ra | thực ra | thú thật | thú thật là | trễ hẹn | quá hẹn | đúng hẹn | giấy hẹn | chưa lần nào | chưa đến hạn | chưa tới hạn | chưa hết hạn | chưa quá hạn | sắp xếp | chưa gì đã | chưa gì mà đã | xe quá tải | chở quá tải | kiểm tra tải trọng | mong đợi | ngoài mong đợi | hơn dự kiến | trước dự kiến | so với dự kiến | ngoài dự kiến | vượt dự kiến | hơn mong đợi | xin lỗi | công tác | cán bộ | căn cứ | giáo viên | giáo dục | giao thông | quên báo | kính báo | quên nhắn | đối tượng | tài liệu | tài chính | tài sản | tài khoản | nêu trong | nêu tại | nêu trên | sau bao | cơ sở | cơ quan | cơ cấu | thuận lợi | quyền lợi | có lợi | nội dung | nội vụ | nội quy | hệ thống | báo trễ | báo muộn | thông báo | bảo hiểm | bảo vệ | bảo trì | bộ phận | suýt quên | quên | từ hồi nào | từ lúc nào | từ khi nào | từ kiếp nào | phần việc được giao | chứ còn gì | từ đời nào | từ thuở nào | chứ còn gì nữa | gì đó | nào đó | còn gì | có gì báo | ạ | a | nhé | nha | nhá | nghen | nè | ơi | em | e | anh | chị | c | sếp | bác | cô | chú | mình | thưa | báo cáo | bot | hen | luôn | cả | thì | là | vậy | việc này | nhiệm vụ này | việc | này | ngày | hôm | trong | đến | vào | nhiệm vụ | nv | task | số | thôi | nhe | khâu đó | thế | rằng | tôi | phòng em | bên em | được | khoảng | mới | đạt | hiện | hiện tại | bây giờ | giờ | tiến độ | công việc | khối lượng | phần trăm | còn | kế hoạch | tiến độ chung | trong vòng | quy trình | chương trình | công trình | lộ trình | quá trình | tờ trình | giải trình | theo dõi | mấy việc này | mấy việc kia | mấy cái này | thành phần | chữ ký | quyết định | quy định | nghị định | nhận định | ổn định | khẳng định | chỉ định | giám định | cố định | kiểm định | ấn định | xác định",
})

// hit is a phrase of the lexicon found in a text: tokens [at, end).
type hit struct {
	signal  signal
	at, end int
	folded  bool // matched without marks
}

type lexPhrase struct {
	words  []lexWord
	signal signal
}

type lexWord struct{ text, fold string }

type lexiconTable struct {
	byFirst map[string][]lexPhrase
	words   map[string]bool // folded words
	texts   map[string]bool // the words with their marks
	telex   telexTable
	slips   slipWords
}

// guarded words are others when written without marks: "cho", "đầu", "mười
// một". In a text that has marks they must have theirs.
var guarded = markedWords(`chờ đâu bí kẹt đợi mà dời lùi để tắc do ừ à bộ cố kể mấy đợt bảo khó tạm tưởng chịu ít tại rõ vào hi nháp`)

// unmarked lists words that mean something else without marks, in any text.
var unmarked = markedWords(`đăng trừ chờ đâu à bí kể bộ mà ừ dạ bão lũ lụt vòng ổn kẹt dồi đoán động thư để định gắng hễ cố mời đừng hóng ngóng mô ư nháp bộn`)

// markedWords is a set of words that are told apart by their marks.
func markedWords(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[onePlace(w)] = true
	}
	return set
}

func newLexicon(table map[signal]string) lexiconTable {
	l := lexiconTable{map[string][]lexPhrase{}, map[string]bool{}, map[string]bool{}, newTelexTable(), newSlipWords(table)}
	for sig, list := range table {
		for text := range strings.SplitSeq(list, "|") {
			p := lexPhrase{signal: sig}
			for _, t := range tokenize(text) {
				p.words = append(p.words, lexWord{t.text, t.fold})
				l.words[t.fold], l.texts[t.text] = true, true
				l.telex.add(t)
			}
			first := p.words[0].fold
			l.byFirst[first] = append(l.byFirst[first], p)
		}
	}
	for _, t := range tokenize(strings.Join(slices.Collect(maps.Keys(abbreviations)), " ")) {
		if t.marked() {
			l.telex.add(t)
		}
	}
	return l
}

// marked reports whether a token carries marks other than the bar of đ.
func (t *token) marked() bool { return strings.ReplaceAll(t.text, "đ", "d") != t.fold }

// scan finds the phrases of the lexicon, the longest at each place. Of phrases
// of one length the one with the right marks wins.
func (l *lexiconTable) scan(tokens []token) []hit {
	if len(tokens) == 0 {
		return nil
	}
	withMarks := anyMarked(tokens)
	hits := make([]hit, 0, len(tokens)/2+1)
	for i := 0; i < len(tokens); {
		best := l.longest(tokens, i, withMarks)
		if best.end > i {
			hits = append(hits, best)
			i = best.end
			continue
		}
		i++
	}
	return hits
}

// first returns the phrase with which tokens begin; its end is zero if they
// begin with none.
func (l *lexiconTable) first(tokens []token) hit {
	if len(tokens) == 0 {
		return hit{}
	}
	return l.longest(tokens, 0, anyMarked(tokens))
}

// anyMarked reports whether a word carries marks; those of politeness are typed
// by whoever types no others.
func anyMarked(tokens []token) bool {
	for i := range tokens {
		if t := &tokens[i]; t.kind == word && !t.short && len(t.text) != len(t.fold) && t.marked() && !courteous(tokens, i) {
			return true
		}
	}
	return false
}

func (l *lexiconTable) longest(tokens []token, i int, withMarks bool) hit {
	best := hit{at: i, end: i, folded: true}
	for _, p := range l.byFirst[tokens[i].fold] {
		if i+len(p.words) > len(tokens) || i+len(p.words) < best.end {
			continue
		}
		folded, ok := matches(tokens[i:i+len(p.words)], p.words, withMarks)
		if n := len(p.words); n > 1 && p.words[n-1].text == "ngay" && tokenAt(tokens, i+n).kind == number {
			continue // "xong ngay 15/11" is "xong ngày 15/11"
		}
		if p.words[0].text == "chưa" && len(p.words) == 2 && p.words[1].text == "rõ" && !tokens[i+1].marked() && (wordAt(tokens, i+2) == "toi" || wordAt(tokens, i+2) == "den") {
			continue // "chua ro toi" is "chưa rờ tới"
		}
		longer := i+len(p.words) > best.end
		better := longer || best.folded && !folded || best.folded == folded && p.signal < best.signal
		if ok && better {
			best = hit{p.signal, i, i + len(p.words), folded}
		}
	}
	return best
}

func matches(tokens []token, words []lexWord, withMarks bool) (folded, ok bool) {
	for k, w := range words {
		t := &tokens[k]
		switch {
		case t.text == w.text:
		case t.fold != w.fold || t.marked():
			return false, false
		case withMarks && guarded[w.text] || len(words) == 1 && unmarked[w.text]:
			return false, false
		default:
			folded = true
		}
	}
	return folded, true
}

// isEmoji reports whether r is a symbol of the kind people send as an answer.
func isEmoji(r rune) bool { return unicode.Is(unicode.So, r) || r >= 0x1f000 }

func startsEmoji(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isEmoji(r)
}
